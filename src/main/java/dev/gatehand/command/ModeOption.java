package dev.gatehand.command;

import dev.gatehand.policy.Mode;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one option of a comment: it can only make a task more careful than the policy does. */
final class ModeOption {
  private static final Pattern MODE = Pattern.compile("(?:^|\\s)--mode(?:\\s+|=)(\\S+)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  private ModeOption() {}

  /**
   * Takes the option out of a line.
   *
   * @param said what follows the command's own word
   * @param then what the rest of the line is with the mode, if one was named
   */
  static Heard takenFrom(String said, BiFunction<String, Optional<Mode>, Heard> then) {
    Matcher option = MODE.matcher(said);
    if (!option.find() || isInCode(said, option.start(1))) {
      return then.apply(said, Optional.empty());
    }
    Optional<Mode> mode = Mode.named(option.group(1));
    return mode.isEmpty()
        ? new Heard.NotUnderstood(
            CommandReader.shorten(option.group(1)),
            "/agent fix --mode ask",
            "The modes are plan, ask, acceptEdits and auto.")
        : then.apply(option.replaceFirst(" ").strip(), mode);
  }

  private static boolean isInCode(String said, int at) {
    return CODE.matcher(said).results().anyMatch(code -> code.start() < at && at < code.end());
  }
}
