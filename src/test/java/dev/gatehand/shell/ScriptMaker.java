package dev.gatehand.shell;

import java.util.Random;

/**
 * Makes up scripts whose only commands are {@code probe} with arguments in all kinds of quoting,
 * inside all kinds of commands; and spoils them, one character here and there.
 */
final class ScriptMaker {
  private static final String[] CRUMBS = {
    "'", "\"", "`", "\\", "$", "(", ")", "{", "}", "[", "]", "<", ">", "|", "&", ";", "\n", "#",
    "!", "=", "*", "?", "~", ",", "..", " ", "\t", "\\\n", "$(", "${", "$((", "))", "((", "<<",
    "<<-", "<<<", "&&", "||", ";;", "esac", "fi", "done", " do ", " in ", "$'", "$\"", "[[ ", " ]]",
    "E\n", "\nE\n", "{a,b}", "x=", "+=", "-", ":", "@", "%", "/", "^", "1", "\r", "é", ">&", "&>",
    "|&", "!("
  };

  private final Random random;
  private final StringBuilder pending = new StringBuilder();
  private int budget;

  ScriptMaker(long seed) {
    this.random = new Random(seed);
  }

  /** A script that bash accepts. */
  String script() {
    budget = 12;
    StringBuilder text = new StringBuilder();
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      text.append(list(2)).append('\n').append(takePending());
    }
    return text.toString();
  }

  /** The script with a few characters put in, taken out or moved. */
  String spoiled(String script) {
    StringBuilder text = new StringBuilder(script);
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && text.length() > 2; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
        default -> text.insert(at, pick(CRUMBS));
      }
    }
    return text.toString();
  }

  private String takePending() {
    String bodies = pending.toString();
    pending.setLength(0);
    return bodies;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String list(int depth) {
    StringBuilder text = new StringBuilder(command(depth));
    int more = random.nextInt(3);
    for (int i = 0; i < more; i++) {
      text.append(pick("; ", " && ", " | ", "|& ", " & ", " ;", " && \\\n", " | \\\n"));
      text.append(command(depth));
    }
    return text.toString();
  }

  private String command(int depth) {
    if (depth == 0 || budget-- < 0) {
      return probe(0);
    }
    return switch (random.nextInt(20)) {
      case 0 -> "{ " + list(depth - 1) + "; }";
      case 1 -> "(" + list(depth - 1) + ")";
      case 2 -> "if " + list(depth - 1) + "; then " + list(depth - 1) + "; fi";
      case 3 -> "for x in a " + word(1) + "; do " + list(depth - 1) + "; done";
      case 4 ->
          "case "
              + pick("a", "'a'", "\"a\"")
              + " in "
              + pick("(a)", "a)", "b|a)", "'a' )")
              + " "
              + list(depth - 1)
              + pick(";;", " ;; ")
              + " *) probe never;; esac";
      case 5 -> "f() { " + list(depth - 1) + "; }; f";
      case 6 -> "function g { " + list(depth - 1) + "; } >x; g";
      case 7 -> "! " + probe(depth);
      case 8 ->
          "[[ a == "
              + pick("a", "'a'", "@(a|b)", "a*", "\"$(probe in)\"")
              + " ]]; "
              + command(depth - 1);
      case 9 -> "(( 1 + $(probe sum; echo 1) )); " + command(depth - 1);
      case 10 -> "while " + probe(depth) + "; do " + probe(0) + "; break; done";
      case 11 -> "x=" + word(1) + " " + probe(depth);
      case 12 -> "[[ ab =~ ^(a|b c)" + pick("", "b", "*") + " ]] || " + probe(0);
      case 13 -> "for ((i=0; i<1; i++)) { " + list(depth - 1) + "; }";
      case 14 -> "y=(" + word(1) + " " + word(1) + " [3]=z); " + probe(0);
      default -> probe(depth);
    };
  }

  private String probe(int depth) {
    StringBuilder text = new StringBuilder("probe");
    int words = random.nextInt(4);
    for (int i = 0; i < words; i++) {
      text.append(pick(" ", "  ", "\t", " \\\n")).append(word(depth));
    }
    if (depth > 0) {
      text.append(redirection());
    }
    if (random.nextInt(12) == 0) {
      text.append(" #").append(pick(" it's a comment", "`", "$("));
      text.append('\n').append(takePending()).append("probe after");
    }
    return text.toString();
  }

  private String redirection() {
    return switch (random.nextInt(12)) {
      case 0 -> " >x" + pick("", " more", " 2>&1");
      case 1 -> " <<<" + word(0);
      case 2 -> hereDocument();
      case 3 -> " 2>&1";
      case 4 -> " &>x";
      case 5 -> " >&2 " + word(0);
      default -> "";
    };
  }

  private String hereDocument() {
    String body =
        pick("text", "it's", "\"q", "$(probe body)", "`probe tick`", "a\\\nb", "\tE2", "\\$x");
    return switch (random.nextInt(3)) {
      case 0 -> {
        pending.append(body).append("\nE\n");
        yield " <<E";
      }
      case 1 -> {
        pending.append(body).append("\nE\n");
        yield " <<" + pick("'E'", "\\E", "\"E\"");
      }
      default -> {
        pending.append('\t').append(body).append("\n\t\tE\n");
        yield " <<-E";
      }
    };
  }

  private String word(int depth) {
    StringBuilder text = new StringBuilder(piece(depth));
    while (random.nextInt(3) == 0) {
      text.append(piece(depth));
    }
    return text.toString();
  }

  private String piece(int depth) {
    if (depth > 0 && budget-- > 0 && random.nextInt(4) == 0) {
      String inner = probe(0).replaceAll(" #[^\n]*\n", " ");
      return switch (random.nextInt(8)) {
        case 0 -> "$(" + inner + ")";
        case 1 -> "\"$(" + inner + ")\"";
        case 2 -> "\"a${x:-$(" + inner + ")}\"";
        case 3 -> "`probe t" + pick("", " 'a b'", " \\`probe u\\`", " \\$x", " \\\\\\$x") + "`";
        case 4 -> "\"`probe \\\"q r\\\"`\"";
        case 5 -> "$(case a in a) " + inner + ";; esac)";
        case 6 -> "$((1 + $(" + inner + ") 2))";
        default -> "$( (" + inner + ") )";
      };
    }
    return pick(
        "a",
        "b1",
        "'single quoted'",
        "\"double quoted\"",
        "'a\"b'",
        "\"it's\"",
        "\\ ",
        "\\'",
        "\\\\",
        "$'t\\tab'",
        "$'\\x41\\'\\u00e9'",
        "$\"loc\"",
        "\"\\$x \\\\ \\a\"",
        "$x",
        "\"$x\"",
        "${x}",
        "${x:-d e}",
        "\"${x:-d e}\"",
        "\"${x:+'q'}\"",
        "${x//a/b}",
        "${#x}",
        "$1",
        "$#",
        "-n",
        "--o=v",
        "{a,b}",
        "{1..3}",
        "{a,b{c,d}}",
        "{}",
        "{a",
        "x{,.bak}",
        "'{a,b}'",
        "*",
        "[ab]",
        "?",
        "~",
        "~/a",
        "a~",
        "k=~/b",
        "a=b",
        "#no",
        "a#b",
        "!",
        "$",
        "$.",
        "%",
        "^",
        "@",
        "a,b",
        "a..b",
        "\"\"",
        "''",
        "\"a\nb\"",
        "'c\nd'",
        "é",
        "\"$@\"",
        "$((1+2))",
        "$[3]",
        "a\\\nb",
        "]",
        "[",
        "-",
        "+",
        ":",
        "=");
  }
}
