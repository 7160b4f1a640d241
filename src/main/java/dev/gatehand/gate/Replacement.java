package dev.gatehand.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the shape of the code that goes with that of the code that comes: what a program asks
 * before it acts, whom it speaks to and whose word it takes. Needs no list of words, so that a
 * planted door is seen under any name.
 */
record Replacement(List<String> added, List<String> removed, String before, Patience patience) {
  private static final int LONGEST = 400;
  private static final int SHORTEST_REMARK = 8;

  private static final String ASKS =
      "^\\s*(?:\\}?\\s*else\\s+)?(?:if|unless|while|guard|when|require|assert|elif|elsif)\\b";
  private static final String ENDS =
      "\\b(?:throws?|raise|abort|panic|revert|die|bail|require|assert\\w{0,20}|halt|reject\\w{0,20}|unless|continue"
          + "|fail\\w{0,20})\\b|\\breturn\\s*;|\\breturn\\s+(?:-E|err|Err|None|null|nil|false|False|next)|\\bexit\\b";
  private static final String CONDITION =
      "\\b(?:if|while|for|when|unless|elsif|elif|return|require|assert|where|filter|guard|case|match)\\b";
  private static final String BOTH = "&&|\\band\\b";
  private static final String EITHER = "\\|\\||\\bor\\b";
  private static final Pattern COMPARED = Pattern.compile("[<>=!]=+|[<>]");
  private static final Pattern TRUTH = Pattern.compile("\\b(?:true|false|True|False)\\b");
  private static final Pattern DECLARES =
      Pattern.compile(
          "^\\s*(?:[@\\[]|#\\[)|\\b(?:function|func|fn|def|fun|modifier|public|private|protected|export|external)\\b");
  private static final Pattern REMARK =
      Pattern.compile("^\\s*(?://+|#(?!\\[)|--|/\\*)\\s*(.{1,400})$");
  private static final Pattern WORD = Pattern.compile("\\w+|[^\\w\\s]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{2,80}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(?:https?|wss?|ftp|git|ssh|amqps?|tcp|postgres\\w{0,8}|mysql|redis|mongodb\\S{0,4})://"
              + "([^/\\s\"'`<>)]{1,100})(/[^/\\s\"'`<>)]{1,60})?");
  private static final Pattern OWN =
      Pattern.compile(
          "localhost|127\\.|\\[::1|0\\.0\\.0\\.0|example|\\.test\\b|\\.local\\b|\\.invalid|w3\\.org|schemas?\\.|json-schema|xmlsoap");
  private static final String SENT =
      "(?i)\\b(?:params\\s{0,3}[\\[.]|req(?:uest)?\\.(?:query|params|body|args|form|get|post|values|url|headers?|cookies|files|input|param|data)\\b"
          + "|request\\s{0,3}[\\[(]|getparameter|r\\.(?:url|form\\w{0,6}|header)\\b|c\\.(?:query|param|postform)\\b|formvalue"
          + "|ctx\\.(?:query|params|request)|header\\.get|searchparams|decodeProtectedHeader)|\\$_(?:get|post|request|cookie|files)|\\$r(?:eq(?:uest)?)?->";

  private static final List<String> ALL = List.of(ASKS, ENDS, CONDITION, BOTH, EITHER, SENT);
  private static final Expressions TABLE = new Expressions(ALL);

  /** What is asked, said or taken otherwise in code. */
  Optional<Loosening.Found> inCode() {
    if (removed.isEmpty()) {
      return speaksToOthers();
    }
    Expressions.Found gone = TABLE.in(removed, patience);
    Expressions.Found come = TABLE.in(added, patience);
    return fewer(ASKS, "a condition goes", gone, come)
        .or(() -> fewer(ENDS, "something no longer ends early", gone, come))
        .or(() -> asksLess(gone, come))
        .or(this::becomesRemark)
        .or(this::lineByLine)
        .or(() -> takesWhatIsSent(gone, come))
        .or(this::speaksToOthers);
  }

  /** In settings and tests most of that means nothing. */
  Optional<Loosening.Found> inSettings() {
    return becomesRemark().or(this::speaksToOthers);
  }

  /** What stood there and stands there now behind the mark of a remark. */
  Optional<Loosening.Found> becomesRemark() {
    Set<String> gone = new HashSet<>();
    removed.stream()
        .map(String::strip)
        .filter(line -> line.length() > SHORTEST_REMARK)
        .forEach(gone::add);
    return added.stream()
        .map(line -> REMARK.matcher(cut(line)))
        .filter(remark -> remark.matches() && gone.contains(remark.group(1).strip()))
        .findFirst()
        .map(remark -> new Loosening.Found("code becomes a remark", remark.group(1)));
  }

  private static Optional<Loosening.Found> fewer(
      String shape, String what, Expressions.Found gone, Expressions.Found come) {
    int i = ALL.indexOf(shape);
    return gone.lines(i) > come.lines(i)
        ? gone.first(i).map(line -> new Loosening.Found(what, line))
        : Optional.empty();
  }

  private static Optional<Loosening.Found> asksLess(
      Expressions.Found gone, Expressions.Found come) {
    int both = ALL.indexOf(BOTH);
    int either = ALL.indexOf(EITHER);
    Optional<String> condition = gone.first(ALL.indexOf(CONDITION));
    return condition.isPresent()
            && (gone.times(both) > come.times(both) || come.times(either) > gone.times(either))
        ? condition.map(line -> new Loosening.Found("a condition asks for less", line))
        : Optional.empty();
  }

  /** The n-th line that goes and the n-th that comes are taken to be the same one. */
  private Optional<Loosening.Found> lineByLine() {
    for (int i = 0; i < Math.min(added.size(), removed.size()) && !patience.isOver(); i++) {
      String was = cut(removed.get(i)).strip();
      String now = cut(added.get(i)).strip();
      patience.spend((was.length() + now.length()) * 8L);
      if (!was.equals(now) && isTurned(was, now) && !Loosening.isTighter(was, now)) {
        return Optional.of(new Loosening.Found("yes becomes no, or no yes", now));
      }
      if (!was.equals(now) && same(COMPARED, was, now)) {
        return Optional.of(new Loosening.Found("it compares otherwise", now));
      }
      if (DECLARES.matcher(was).find() && onlyLoses(was, now)) {
        return Optional.of(new Loosening.Found("a declaration asks for less", was));
      }
    }
    return Optional.empty();
  }

  private static boolean isTurned(String was, String now) {
    return same(TRUTH, was, now);
  }

  /** The same but for these words. */
  private static boolean same(Pattern words, String was, String now) {
    return words.matcher(was).find()
        && words.matcher(now).find()
        && words.matcher(was).replaceAll("~").equals(words.matcher(now).replaceAll("~"));
  }

  /** Whether all of the new line stood in the old one, in this order, and a name is gone. */
  private static boolean onlyLoses(String was, String now) {
    Matcher old = WORD.matcher(was);
    Matcher left = WORD.matcher(now);
    boolean lost = false;
    int kept = 0;
    boolean more = left.find();
    while (old.find()) {
      if (more && old.group().equals(left.group())) {
        kept++;
        more = left.find();
      } else {
        lost |= NAME.matcher(old.group()).matches();
      }
    }
    return !more && lost && kept > 2;
  }

  private static Optional<Loosening.Found> takesWhatIsSent(
      Expressions.Found gone, Expressions.Found come) {
    int sent = ALL.indexOf(SENT);
    return gone.first(sent).isPresent()
        ? Optional.empty()
        : come.first(sent).map(line -> new Loosening.Found("it takes what somebody sends", line));
  }

  private Optional<Loosening.Found> speaksToOthers() {
    if (before.isEmpty() || added.stream().noneMatch(line -> line.contains("://"))) {
      return Optional.empty();
    }
    Set<String> known = new HashSet<>();
    before.lines().forEach(line -> known.addAll(addresses(line)));
    return added.stream()
        .filter(line -> addresses(line).stream().anyMatch(to -> !known.contains(to)))
        .findFirst()
        .map(line -> new Loosening.Found("it names another machine", line));
  }

  /** Hosts; where many live on one, with the first part of the path. */
  private static Set<String> addresses(String line) {
    Set<String> found = new HashSet<>();
    if (line.contains("://")) {
      Matcher address = ADDRESS.matcher(cut(line));
      while (address.find()) {
        String host = address.group(1);
        if (!OWN.matcher(host).find()) {
          found.add(host.contains("git") ? host + address.group(2) : host);
        }
      }
    }
    return found;
  }

  private static String cut(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}
