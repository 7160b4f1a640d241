package dev.gatehand.shell;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a database is one for trying things out: in memory, in the temporary folder, or named as
 * one for tests. The next run makes it again. A hostile line may name it so and mean another one:
 * what is lost there is a doubt, and never allowed for its name.
 */
final class TrialDatabase {
  private TrialDatabase() {}

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:^|[_\\-./:@])(?:tests?|testing|testdb|e2e|spec|scratch|tmp|sandbox|:memory:|mem)(?:[_\\-./:?]|\\d*$)");

  private static final Pattern MODE = Pattern.compile("tests?|testing|e2e|ci|local");

  private static final Set<String> MODES =
      Set.of("-e", "--env", "--environment", "--settings", "--target", "--stage");

  /** Variables that say which database a framework takes. */
  private static boolean isMode(String variable) {
    return variable.endsWith("_ENV")
        || variable.equals("DATABASE_URL")
        || variable.equals("DJANGO_SETTINGS_MODULE")
        || variable.equals("PGDATABASE");
  }

  static boolean is(Invocation invocation, Frame frame) {
    boolean named = false;
    for (Invocation.Given given : invocation.options()) {
      Arg value = given.value();
      if (value == null) {
        continue;
      }
      switch (given.option().name()) {
        case "-h", "--host" -> {
          if (!Hosts.isLoopback(Hosts.of(value.text()))) {
            return false;
          }
        }
        case "-d", "--dbname", "--database", "-D", "--db", "--url" ->
            named |= isNamed(value.text());
        default -> named |= MODES.contains(given.option().name()) && isMode(value);
      }
    }
    for (Arg operand : invocation.operands()) {
      named |= operand.text().length() < 200 && isNamed(operand.text());
    }
    return named || isChosen(frame);
  }

  /** {@code RAILS_ENV=test}, in front of the command or before it. */
  private static boolean isChosen(Frame frame) {
    for (Map.Entry<String, String> each : frame.scope().chosen().entrySet()) {
      if (isMode(each.getKey())
          && (MODE.matcher(each.getValue().toLowerCase(Locale.ROOT)).matches()
              || isNamed(each.getValue()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMode(Arg value) {
    return MODE.matcher(value.text().toLowerCase(Locale.ROOT)).matches() || isNamed(value.text());
  }

  private static boolean isNamed(String name) {
    return Marks.isKnown(name)
        && name.indexOf(' ') < 0
        && (name.startsWith("/tmp/")
            || name.equals(":memory:")
            || NAMED.matcher(name.toLowerCase(Locale.ROOT)).find());
  }
}
