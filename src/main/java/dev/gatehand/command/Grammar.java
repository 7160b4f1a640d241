package dev.gatehand.command;

import dev.gatehand.gate.AskId;
import dev.gatehand.policy.Mode;
import dev.gatehand.text.Spelling;
import dev.gatehand.text.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** What can follow {@code /agent}: these words, and no others. */
final class Grammar {
  private static final List<String> WORDS =
      List.of(
          "fix",
          "plan",
          "ask",
          "question",
          "continue",
          "approve",
          "deny",
          "stop",
          "retry",
          "status",
          "explain",
          "help",
          "maintenance");

  private static final Pattern OPTION = Pattern.compile("(?:^|\\s)(-{1,2}[A-Za-z][^\\s]*)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern JOB = Pattern.compile("run\\s+([A-Za-z0-9][A-Za-z0-9._-]{0,59})");
  private static final Pattern TWO_PARTS = Pattern.compile("(\\S+)(?:\\s+(.*))?", Pattern.DOTALL);

  private Grammar() {}

  /**
   * @param word the first word after {@code /agent}, as it was written
   * @param said the rest of its line
   * @param further the lines below, each begun with a line break, or empty
   */
  static Heard read(String word, String said, String further) {
    return switch (word.toLowerCase(Locale.ROOT).replaceAll("[.!?:,]+$", "")) {
      case "fix" -> fix(said, further);
      case "plan" ->
          changingNothing(said, further, (rest, words) -> free(rest, new Command.Plan(words)));
      case "continue" -> goOn(said, further);
      case "ask", "question" ->
          changingNothing(said, further, (rest, words) -> question(word, rest, words));
      case "approve" -> approve(said);
      case "deny" -> deny(said, further);
      case "maintenance" -> maintenance(said);
      case "retry" -> retry(said);
      case "stop" -> new Heard.Understood(new Command.Stop());
      case "status" -> new Heard.Understood(new Command.Status());
      case "explain" -> new Heard.Understood(new Command.Explain());
      case "help" -> new Heard.Understood(new Command.Help());
      default -> unknown(word);
    };
  }

  private static Heard fix(String said, String further) {
    return ModeOption.takenFrom(
        said,
        (rest, mode) -> {
          String words = words(rest, further);
          boolean plans = mode.filter(Mode.PLAN::equals).isPresent();
          return free(rest, plans ? new Command.Plan(words) : new Command.Fix(words, mode));
        });
  }

  /** A plan and an answer change nothing; a person who names a mode may think otherwise. */
  private static Heard changingNothing(
      String said, String further, BiFunction<String, String, Heard> command) {
    return ModeOption.takenFrom(
        said,
        (rest, mode) ->
            mode.filter(it -> it != Mode.PLAN).isPresent()
                ? new Heard.NotUnderstood(
                    "--mode",
                    "",
                    "Plans and answers change nothing, whatever the mode: leave it out here.")
                : command.apply(rest, words(rest, further)));
  }

  private static Heard goOn(String said, String further) {
    return ModeOption.takenFrom(
        said,
        (rest, mode) ->
            mode.filter(Mode.PLAN::equals).isPresent()
                ? new Heard.NotUnderstood(
                    "--mode plan", "/agent plan", "Work that goes on is no plan.")
                : free(rest, new Command.Continue(words(rest, further), mode)));
  }

  private static String words(String said, String further) {
    return Visible.text(said + further).strip();
  }

  /** Free words may be anything but options: a comment configures nothing. */
  private static Heard free(String said, Command command) {
    var option = OPTION.matcher(CODE.matcher(said).replaceAll("``"));
    if (option.find()) {
      return new Heard.NotUnderstood(
          CommandReader.shorten(option.group(1)),
          "",
          "I take no options in a comment but `--mode`, after fix, continue and retry: model, policy"
              + " and limits are the operator's. If these are words of the matter itself, put them in"
              + " backticks.");
    }
    return new Heard.Understood(command);
  }

  private static Heard question(String word, String said, String words) {
    return words.isEmpty()
        ? new Heard.NotUnderstood(
            CommandReader.shorten(word),
            "/agent ask what you want to know",
            "The question is missing.")
        : free(said, new Command.Question(words));
  }

  private static Heard approve(String said) {
    var parts = TWO_PARTS.matcher(said);
    if (!parts.matches()) {
      return new Heard.NotUnderstood(
          "approve",
          "",
          "An approval names the ask and what is approved: copy the line from the ask.");
    }
    Optional<AskId> id = askId(parts.group(1));
    if (id.isEmpty()) {
      return noId(parts.group(1));
    }
    String target = parts.group(2) == null ? "" : unquote(parts.group(2).strip());
    return target.isEmpty()
        ? new Heard.NotUnderstood(
            id.get().value(),
            "",
            "An approval repeats after the id what is approved: copy the whole line from the ask.")
        : new Heard.Understood(new Command.Approve(id.get(), target));
  }

  private static Heard deny(String said, String further) {
    var parts = TWO_PARTS.matcher(said);
    if (!parts.matches()) {
      return new Heard.NotUnderstood(
          "deny", "", "A denial names the ask: copy the line from the ask.");
    }
    String reason = (parts.group(2) == null ? "" : parts.group(2)) + further;
    return askId(parts.group(1))
        .<Heard>map(id -> new Heard.Understood(new Command.Deny(id, Visible.text(reason).strip())))
        .orElseGet(() -> noId(parts.group(1)));
  }

  private static Heard maintenance(String said) {
    var job = JOB.matcher(said);
    return job.matches()
        ? new Heard.Understood(new Command.Maintenance(job.group(1)))
        : new Heard.NotUnderstood(
            "maintenance",
            "/agent maintenance run name-of-the-job",
            "A maintenance job is started with its name.");
  }

  private static Heard retry(String said) {
    return ModeOption.takenFrom(
        said,
        (rest, mode) ->
            rest.isEmpty()
                ? new Heard.Understood(new Command.Retry(mode))
                : new Heard.NotUnderstood(
                    "retry",
                    "/agent continue " + CommandReader.shorten(rest),
                    "A retry does the same again and takes no words; to give direction,"
                        + " continue."));
  }

  /**
   * Reads an id as people type it: any case, any dash or none, and I or 1 for L, which ids have and
   * those they don't. O and 0 stay wrong: they could be D or Q.
   */
  private static Optional<AskId> askId(String written) {
    String plain =
        unquote(written)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\p{Pd}]", "")
            .replaceAll("[.,;:]$", "")
            .replace('I', 'L')
            .replace('1', 'L');
    if (!plain.matches("[A-HJ-NP-Z2-9]{6}")) {
      return Optional.empty();
    }
    return Optional.of(new AskId(plain.substring(0, 4) + "-" + plain.substring(4)));
  }

  private static Heard noId(String written) {
    return new Heard.NotUnderstood(
        CommandReader.shorten(written),
        "",
        "That is not the id of an ask (they look like `K7QF-2M`): copy the line from the ask.");
  }

  private static Heard unknown(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    // A long word was not meant to be one of ours, and comparing it would cost time.
    Optional<String> near =
        WORDS.stream()
            .filter(_ -> lower.length() <= 20)
            .filter(known -> Spelling.distance(lower, known) <= (known.length() <= 4 ? 1 : 2))
            .min(Comparator.comparingInt(known -> Spelling.distance(lower, known)));
    // Two letters swapped in a short word are two edits, but still the same word.
    Optional<String> swapped =
        WORDS.stream().filter(known -> sorted(known).equals(sorted(lower))).findFirst();
    return new Heard.NotUnderstood(
        CommandReader.shorten(word),
        "/agent " + near.or(() -> swapped).orElse("help"),
        "I don't know this command.");
  }

  private static String unquote(String text) {
    return text.length() > 2 && text.startsWith("`") && text.endsWith("`")
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }

  private static String sorted(String word) {
    return word.chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
