package dev.gatehand.shell;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Commands that print nothing, whatever they read: what is written from them loses its content. The
 * attacker is an agent that empties a file without naming anything that empties files ({@code awk
 * 'BEGIN{}' > src/Auth.java}).
 */
final class Silence {

  private static final Pattern ZERO = Pattern.compile("\\s-0(?:\\s|$)");

  /** Every rule has an action, and none of them prints. */
  private static final Pattern AWK =
      Pattern.compile(
          "\\s*(?:0|\"\"|!1|false|(?:[^{}]{0,200}\\{[^{}]{0,400}\\}\\s*;?\\s*){1,50})\\s*");

  /** All lines go, or none is printed. */
  private static final Pattern SED_ALL =
      Pattern.compile(
          "\\s*(?:(?:1|0~1|1~1)\\s*(?:,\\s*\\$\\s*)?|/(?:\\.\\*?|\\^|\\$)?/\\s*)?d\\s*;?\\s*");

  private static final Set<String> EVERYTHING =
      Set.of("", "^", "$", ".*", "^.*", "^.*$", "[[:print:]]*");

  private Silence() {}

  /** Looks at a command whose words have been read. */
  static boolean is(Uses uses) {
    return switch (uses.program) {
      case "head", "tail" -> takesNone(uses);
      case "awk", "gawk", "mawk", "nawk" -> {
        String code = code(uses);
        yield code.length() < 2_000 && !code.contains("print") && AWK.matcher(code).matches();
      }
      case "sed", "gsed" -> {
        String code = code(uses);
        boolean quiet =
            uses.invocation.has("-n")
                || uses.invocation.has("--quiet")
                || uses.invocation.has("--silent");
        yield (quiet && hasNone(code, "pPl=iacrwe")) || SED_ALL.matcher(code).matches();
      }
      case "perl", "perl5" -> loops(uses) && hasNone(code(uses), "pswexq`");
      case "ruby" -> loops(uses) && hasNone(code(uses), "pPsweSx`$");
      case "grep", "egrep", "fgrep", "rg", "zgrep" ->
          uses.invocation.has("-q") || uses.invocation.has("--quiet") || leavesOutAll(uses);
      case "tr" ->
          uses.invocation.has("-d")
              && first(uses).matches("\\\\0{1,3}-\\\\377|\\[:print:]\\[:space:]");
      case "jq", "gojq", "jaq" -> first(uses).strip().equals("empty");
      case "python", "python3", "node" ->
          !uses.scripts.isEmpty() && code(uses).strip().matches("|pass|0|1|;");
      default -> false;
    };
  }

  private static boolean takesNone(Uses uses) {
    for (String name : new String[] {"-n", "-c", "--lines", "--bytes"}) {
      Arg value = uses.invocation.value(name);
      if (value != null && value.text().matches("\\+?0+[a-zA-Z]?")) {
        return uses.program.equals("head") || !value.text().startsWith("+");
      }
    }
    return ZERO.matcher(uses.frame.origin().text()).find();
  }

  private static boolean leavesOutAll(Uses uses) {
    boolean inverts = uses.invocation.has("-v") || uses.invocation.has("--invert-match");
    Arg given = uses.invocation.value("-e");
    return inverts && EVERYTHING.contains(given == null ? first(uses) : given.text());
  }

  /** {@code -n}: a loop over lines that prints what it is told to, and nothing else. */
  private static boolean loops(Uses uses) {
    return uses.invocation.has("-n") && !uses.scripts.isEmpty();
  }

  private static String code(Uses uses) {
    StringBuilder code = new StringBuilder();
    for (Arg script : uses.scripts) {
      code.append(script.text()).append('\n');
    }
    return code.toString();
  }

  /** Whether none of these characters is in it: none of them begins something that prints. */
  private static boolean hasNone(String code, String printing) {
    return code.indexOf(Marks.ANY) < 0 && code.chars().noneMatch(c -> printing.indexOf(c) >= 0);
  }

  private static String first(Uses uses) {
    return uses.invocation.operands().isEmpty()
        ? "-"
        : uses.invocation.operands().getFirst().text();
  }
}
