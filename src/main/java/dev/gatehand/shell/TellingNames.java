package dev.gatehand.shell;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of an option says of it that no knowledge file lists. Options of lenient commands
 * do nothing as a rule; an attacker looks for the one that was forgotten, so a name that tells of
 * more is believed.
 */
final class TellingNames {

  /** By the names that tools give them: a check of certificates, signatures or hosts goes. */
  private static final Pattern WEAKENS =
      Pattern.compile(
          "--(?:insecure|no-?verify|no-?check|skip-?(?:tls|ssl|cert|sig|verif|check)|no-?(?:tls|ssl|sig|gpg)"
              + "|allow-?(?:untrusted|insecure|unsigned|unauth)|disable-?(?:tls|ssl|verif|sig|secur|check)"
              + "|trust-?(?:all|any)|ignore-?(?:ssl|tls|cert|sig|https))");

  /** It does more than look. */
  private static final Pattern ACTS =
      Pattern.compile(
          "--(?:delete|remove|purge|destroy|wipe|erase|unlink|exec|eval|command|cmd|run-?cmd|hook|upload|post"
              + "|publish|push|force-(?:delete|remove|reset)|overwrite|reset|plugins?|program|loader|preload|prepare|setup|cleanup"
              + "|shell|script-shell|interpreter|editor|pager|browser|viewer|compress-program|rsh|ssh-command|diff-program"
              + "|rcfile|init-file|lua-filter)(?:[-=]|$)"
              // Handed to the Java machine under the tool; its memory is no harm.
              + "|-J-(?!Xm|Xs)"
              // --dry-run --dry-run=false: the last one counts.
              + "|--no-?dry-?run|--dry-?run=");

  /** Its value is a file that is written; Git takes the name shortened as well. */
  private static final Pattern WRITES =
      Pattern.compile(
          "--?(?:ou|out|outp|outpu|output|out-?(?:file|path|dir|directory)|output-?(?:file|path|dir|directory|to)"
              + "|log-?file|pid-?file|report-?file|save-?to|dump-?to|write-?to|dest(?:ination)?)");

  /** {@code --output json} names no file. */
  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]*");

  private static final OptionSpec WRITTEN = value("--output", Role.Kind.WRITE);

  /** Of any other value only counts whether it is a file with keys. */
  private static final OptionSpec NAMED = value("--input", Role.Kind.OBJECT);

  private TellingNames() {}

  private static OptionSpec value(String name, Role.Kind kind) {
    return new OptionSpec(name, OptionSpec.Arity.REQUIRED, new Role(kind, ""), List.of());
  }

  /** Why the option makes its command opaque, or null. */
  static @Nullable String doubt(String option) {
    if (WEAKENS.matcher(option).lookingAt()) {
      return "weakens-check";
    }
    return ACTS.matcher(option).lookingAt() ? "telling-option" : null;
  }

  /**
   * What the value of the option is, or null where it says nothing.
   *
   * @param value as it is attached, or the next word
   */
  static @Nullable OptionSpec of(String option, String value) {
    if (WRITES.matcher(option).matches()) {
      return FORMAT.matcher(value).matches() ? null : WRITTEN;
    }
    return value.startsWith("/") || value.startsWith("~") || value.contains("../") ? NAMED : null;
  }

  /**
   * Whether the next word is the option's value and nothing else. Many lenient commands are
   * described together, and what takes a value in one is a flag in another: {@code git shortlog -n
   * --output=FILE} must not hide an option.
   */
  static boolean swallows(CommandSpec spec, OptionSpec option, Arg next) {
    String text = next.text();
    return text.length() < 2
        || text.charAt(0) != '-'
        || option.role().kind() != Role.Kind.TEXT
        || !spec.is(CommandSpec.Style.LENIENT);
  }

  /** Where {@code -h} is something else, the knowledge files say so. */
  static boolean asksForHelp(CommandSpec spec, String option) {
    return switch (option) {
      case "--version" -> true;
      case "-h", "-V", "-help", "-version" -> spec.standardInput == null;
      default -> false;
    };
  }
}
