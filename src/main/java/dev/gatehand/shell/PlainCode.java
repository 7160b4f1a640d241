package dev.gatehand.shell;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Code of other interpreters in which nothing is but printing, reading and arithmetic: each word of
 * it is on a list. What such a list can't see are things that are made out of text when it runs, so
 * the ways to get at them are ruled out one by one: names of members in brackets, calls of strings
 * and of results, modules of one's own, code in texts and patterns. A hostile line looks for one
 * that was forgotten; in doubt the code is not plain.
 */
final class PlainCode {
  private PlainCode() {}

  private static final int LONGEST = 2_000;

  private static final String ATOMS = "\\s|[-+*/%<>=!,.:;()\\[\\]{}&|?]|\\d+|";
  private static final String TEXTS = "'[^'\\\\`$]*'|\"[^\"\\\\`$#@]*\"";
  private static final String LETTERS = "i|j|k|l|m|n|o|p|q|t|v|w|x|y|z|a|b|c|d|e|g|h|s";

  private static final Pattern PYTHON =
      words(
          "print|import|from|as|sys|json|math|platform|version|version_info|len|str|int|float|list|"
              + "range|sum|min|max|sorted|for|in|if|else|elif|and|or|not|is|lambda|True|False|None|"
              + "maxsize|executable|dumps|re|datetime|time|hex|bin|ord|chr|abs|round|type|pi|sqrt|"
              + "indent|join|split|strip|upper|lower|load|loads|open|read|readlines|splitlines|"
              + "replace|startswith|endswith|count|get|keys|values|items|set|dict|tuple|bool|"
              + "enumerate|zip|any|all|isinstance|repr|reversed|Counter|defaultdict|most_common|"
              + "collections|csv|reader|DictReader|ast|parse|tomllib|itertools|statistics|mean|median|"
              + "stdin|stderr|stdout|encoding|sep|end|sort_keys|ensure_ascii|with|row|line|lines|key|"
              + "value|data|name|item|findall|search|match|group|groups|now|today|strftime|isoformat|"
              + "append|add|file|"
              + LETTERS);

  private static final Pattern SCRIPT =
      words(
          "console|log|error|process|versions|version|node|arch|platform|JSON|stringify|parse|Math|"
              + "max|min|round|floor|abs|sqrt|PI|Object|keys|values|entries|length|map|filter|join|"
              + "split|sort|slice|includes|toString|toUpperCase|toLowerCase|trim|const|let|var|new|"
              + "Date|if|else|for|of|in|typeof|true|false|null|undefined|print|f|r|"
              + LETTERS);

  private static final Pattern OTHER =
      words(
          "print|puts|say|echo|join|length|size|version|PHP_VERSION|RUBY_VERSION|phpversion|if|"
              + "unless|else|and|or|not|true|false|nil|null|undef|split|reverse|sort|uniq|sum|max|min|"
              + "i|x|n|a|b|c|s|k|v|p");

  /** Those that nobody's own file stands in for: which is read first is Python's business. */
  private static final String MODULES =
      "(?:sys|json|math|re|platform|datetime|time|collections|csv|ast|tomllib|itertools|statistics)";

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:(?<=[;\\n'\"])|^)\\s*(?:import\\s+"
              + MODULES
              + "(?:\\s*,\\s*"
              + MODULES
              + ")*|from\\s+"
              + MODULES
              + "\\s+import\\s+\\w+(?:\\s*,\\s*\\w+)*)(?=\\s*(?:;|\\n|$))");

  /** For reading; the path is looked at like any other. */
  private static final Pattern OPEN =
      Pattern.compile(
          "\\bopen\\(\\s*(?:'[^']*'|\"[^\"]*\")\\s*"
              + "(?:,\\s*(?:encoding\\s*=\\s*)?(?:'(?:r|rb|rt|utf-?8)'|\"(?:r|rb|rt|utf-?8)\")\\s*)*\\)");

  private static final Pattern OWN_SETTINGS =
      Pattern.compile(
          "\\brequire\\(['\"]\\./(?:package|package-lock|tsconfig|manifest)\\.json['\"]\\)");

  /** A member whose name is a text or a variable; a call of a text or of what a call gave. */
  private static final Pattern COMPUTED = Pattern.compile("[\\w)\\]'\"]\\s*\\[(?!\\s*\\d+\\s*\\])");

  private static final Pattern CALLED = Pattern.compile("['\")\\]}]\\s*\\(");

  /** Numbers and powers that fill the memory: {@code 'x' * 10 ** 12}. */
  private static final Pattern HUGE = Pattern.compile("\\*\\*|\\d{8,}|\\d[eE]\\+?\\d{2,}");

  /** In Perl a pattern may hold code; {@code %} and {@code &} begin more than arithmetic. */
  private static final Pattern SIGILS = Pattern.compile("[%&]|\\?\\??\\{");

  private static final Set<String> OTHERS =
      Set.of("ruby", "perl", "php", "lua", "other", "gdb", "r");

  private static Pattern words(String words) {
    return Pattern.compile("(?s)(?:" + ATOMS + TEXTS + "|\\b(?:" + words + ")\\b)*");
  }

  static boolean is(String language, String text) {
    if (text.length() >= LONGEST || HUGE.matcher(text).find()) {
      return false;
    }
    return switch (language) {
      case "python" -> isPython(text);
      case "javascript" -> {
        String own = OWN_SETTINGS.matcher(text).replaceAll("a");
        yield SCRIPT.matcher(own).matches()
            && !COMPUTED.matcher(own).find()
            && !CALLED.matcher(own).find();
      }
      default ->
          OTHERS.contains(language)
              && OTHER.matcher(text).matches()
              && !CALLED.matcher(text).find()
              && !SIGILS.matcher(text).find();
    };
  }

  private static boolean isPython(String text) {
    if (!PYTHON.matcher(text).matches()) {
      return false;
    }
    String rest = OPEN.matcher(IMPORT.matcher(text).replaceAll(" ")).replaceAll("a");
    return !rest.contains("import") && !rest.contains("open") && !rest.contains("file");
  }
}
