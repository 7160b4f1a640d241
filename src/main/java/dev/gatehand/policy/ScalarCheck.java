package dev.gatehand.policy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.gatehand.text.Spelling;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values. YAML's own guesses (yes, 0o17, 1_000, dates) are never followed. */
final class ScalarCheck {
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern MONEY = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,2})?");
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9/-]{0,79}");
  private static final List<String> FLAGS = List.of("true", "false");

  /** Any day: a time that never comes does not come after it. */
  private static final Instant A_DAY = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration LONGEST = Duration.ofDays(365);

  private final Complaints complaints;

  ScalarCheck(Complaints complaints) {
    this.complaints = complaints;
  }

  /** Reads the value, or complains. Shapes that are not single values never come here. */
  Optional<Object> check(ScalarNode node, Shape shape, String place) {
    String written = node.getValue();
    return switch (shape) {
      case Shape.Word(var words) -> word(node, words, place);
      case Shape.Flag _ -> word(node, FLAGS, place).map("true"::equals);
      case Shape.Text(int most) -> text(node, most, place);
      case Shape.Name _ ->
          NAME.matcher(written).matches()
              ? Optional.of(written)
              : wrong(node, place, "a name of a-z, 0-9, '/' and '-', e.g. protected/ci");
      case Shape.Like(String expression, String needed) ->
          written.matches(expression) ? Optional.of(written) : wrong(node, place, needed);
      case Shape.Whole(long least, long most) -> whole(node, least, most, place);
      case Shape.Money(int most) ->
          plain(node)
                  && MONEY.matcher(written).matches()
                  && new BigDecimal(written).signum() > 0
                  && new BigDecimal(written).compareTo(BigDecimal.valueOf(most)) <= 0
              ? Optional.of(new BigDecimal(written))
              : wrong(node, place, "an amount above 0 and up to " + most + ", e.g. 3.00");
      case Shape.Span _ -> span(node, place);
      case Shape.Cron _ -> cron(node, place);
      case Shape.Zone _ -> zone(node, place);
      case Shape.ListOf _, Shape.WordOrList _, Shape.Keys _, Shape.Pattern _ ->
          throw new IllegalArgumentException("not a single value: " + shape);
    };
  }

  private Optional<Object> word(ScalarNode node, List<String> words, String place) {
    if (words.contains(node.getValue())) {
      return Optional.of(node.getValue());
    }
    String hint =
        Spelling.nearest(node.getValue(), words)
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("");
    return wrong(node, place, "one of " + String.join(", ", words) + hint);
  }

  private Optional<Object> text(ScalarNode node, int most, String place) {
    boolean guessed = plain(node) && !node.getTag().equals(Tag.STR);
    if (guessed || node.getValue().isBlank()) {
      return wrong(node, place, "a text; put it in quotes if YAML takes it for something else");
    }
    return node.getValue().length() > most
        ? wrong(node, place, "a text of at most " + most + " characters")
        : Optional.of(node.getValue());
  }

  private Optional<Object> whole(ScalarNode node, long least, long most, String place) {
    if (plain(node) && WHOLE.matcher(node.getValue()).matches()) {
      long value = Long.parseLong(node.getValue());
      if (value >= least && value <= most) {
        return Optional.of(value);
      }
    }
    return wrong(node, place, "a whole number from " + least + " to " + most);
  }

  private Optional<Object> span(ScalarNode node, String place) {
    var matcher = SPAN.matcher(node.getValue());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration span =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (span.compareTo(LONGEST) <= 0) {
        return Optional.of(span);
      }
    }
    return wrong(node, place, "a time up to 365d: a number with m, h or d, e.g. 3d");
  }

  private Optional<Object> cron(ScalarNode node, String place) {
    try {
      var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
      var cron = new CronParser(unix).parse(node.getValue()).validate();
      boolean comes =
          ExecutionTime.forCron(cron).nextExecution(A_DAY.atZone(ZoneOffset.UTC)).isPresent();
      return comes
          ? Optional.of(node.getValue())
          : wrong(node, place, "a time that comes; this one never does");
    } catch (IllegalArgumentException e) {
      return wrong(
          node, place, "five fields (minute hour day month weekday) in quotes, e.g. '0 6 * * 1'");
    }
  }

  private Optional<Object> zone(ScalarNode node, String place) {
    try {
      return Optional.of(ZoneId.of(node.getValue()));
    } catch (DateTimeException e) {
      return wrong(node, place, "a time zone, e.g. Europe/Berlin or UTC");
    }
  }

  private Optional<Object> wrong(ScalarNode node, String place, String needed) {
    String quote = plain(node) ? "'" : "\"";
    String shown = quote + Complaints.shown(node.getValue()) + quote;
    return complaints.add(node, "%s needs %s; found %s".formatted(place, needed, shown));
  }

  private static boolean plain(ScalarNode node) {
    return node.getScalarStyle() == ScalarStyle.PLAIN;
  }
}
