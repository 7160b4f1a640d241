package dev.gatehand.gate;

import dev.gatehand.text.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares the lines that an edit replaces with those that come in their place. */
final class Loosening {

  /** What should be looked at, and the line that shows it. */
  record Found(String what, String line) {}

  private static final Pattern SETTING =
      Pattern.compile(
          "^[\\s\\-\"'<]*([\\w.\\-/]{2,80})[\"'\\]]?\\s*(?:[:=>]|=>|:=)\\s*(.{1,200})$");

  /** In settings a blank is enough: {@code PermitRootLogin no}. */
  private static final Pattern WORDS = Pattern.compile("^\\s*([\\w.\\-/]{2,80})\\s+(.{1,200})$");

  private static final Pattern NO =
      Pattern.compile("(?i)[\"'{ \\w=]{0,60}\\b(?:false|no|off|disabled|0|none)\\b.{0,200}");
  private static final Pattern YES =
      Pattern.compile(
          "(?i)[\"'{ \\w=]{0,60}\\b(?:true|yes|on|enabled|1|required|strict)\\b.{0,200}");
  private static final Pattern WIDE =
      Pattern.compile("\\*|(?<![\\d.])0\\.0\\.0\\.0|::/0|(?i:public|anonymous)");

  /** What these words name is better off. */
  private static final Pattern RISK =
      Pattern.compile(
          "(?i)debug|public|expos|allow|skip|ignore|disable|root|escalat|privileged|anonymous|insecure|unsafe");

  private static final Pattern BLOCKS =
      Pattern.compile("(?i)^(?:block|ignore|restrict|deny|no)_?\\w{0,20}public");

  /** Names of what keeps a door shut, by the words that tools have for it. */
  private static final Pattern GUARDED =
      Pattern.compile(
          "(?i)protect|encrypt|secur|auth|verif|valid|privileg|root|logging|audit|public|private|ssl"
              + "|tls|destroy|polic|gate|strict|versioning|mfa|expos|sandbox|read_?-?only|escalat|csrf"
              + "|cors|http_?only|same_?site|debug|enforce|fail|deny|allow|restrict|cost|rounds"
              + "|iterations|attempts|lock_?out|expir|retention|backup|cidr|ingress|acl|actions"
              + "|principal|identifiers|role|permission|owner|origin|passw|secret|token|checksum"
              + "|sha(?:256|512)|integrity|signature|quality|severity|trust|cipher|algorithm|user$");

  private static final Pattern RETURN = Pattern.compile("^\\s*return\\b\\s*(.{0,200}?);?\\s*$");
  private static final Pattern CONSTANT =
      Pattern.compile("true|True|nil|null|None|0|1|undefined|\\{\\}|\\[\\]|");
  private static final Pattern NOTHING =
      Pattern.compile(
          "\\s*(?:pass|return;?|return\\s+(?:true|True|None|null|nil);?|\\.\\.\\.|;|\\{\\s*\\})\\s*");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "^[\\s\\-]*(?:gem\\s+|require\\s+|implementation\\s+|<artifactId>)?[\"'(]?(@?[A-Za-z][\\w./@-]{2,80})[\"']?"
              + "\\s*(?:==|>=|~=|\\^|:|=|,|</artifactId>|\\s+v\\d)");

  private Loosening() {}

  /**
   * @param settings whether the file holds settings and no code
   */
  static Optional<Found> in(boolean settings, TextChange change) {
    List<String> added = change.added();
    List<String> removed = change.removed();
    if (removed.isEmpty() || added.isEmpty()) {
      return Optional.empty();
    }
    return flipped(settings, added, removed)
        .or(() -> constant(added, removed))
        .or(() -> looksAlike(added, removed, change.patience()));
  }

  /** The same setting with another value. */
  private static Optional<Found> flipped(
      boolean settings, List<String> added, List<String> removed) {
    Map<String, String> before = new HashMap<>();
    for (String line : removed) {
      Matcher setting = setting(settings, line);
      if (setting.matches() && isGuard(settings, setting.group(1))) {
        before.put(setting.group(1), setting.group(2));
      }
    }
    for (String line : before.isEmpty() ? List.<String>of() : added) {
      Matcher setting = setting(settings, line);
      String was = setting.matches() ? before.get(setting.group(1)) : null;
      if (was != null
          && !bare(setting.group(2)).equals(bare(was))
          && !tightens(setting.group(1), was, setting.group(2))) {
        return Optional.of(new Found("a setting that guards something changes", line));
      }
    }
    return Optional.empty();
  }

  /** Without a remark at its end. */
  private static String bare(String value) {
    return value.replaceFirst("\\s+(?:#|//).{0,200}$", "").strip();
  }

  private static Matcher setting(boolean settings, String line) {
    Matcher written = SETTING.matcher(cut(line));
    return settings && !written.matches() ? WORDS.matcher(cut(line)) : written;
  }

  private static boolean isGuard(boolean settings, String name) {
    return GUARDED.matcher(name).find()
        || (settings && name.matches("(?i)(?:.{0,60}[._-])?enabled?"));
  }

  /** From no to yes, or from everybody to somebody: nobody need look at that. */
  private static boolean tightens(String name, String was, String now) {
    boolean risk = RISK.matcher(name).find() && !BLOCKS.matcher(name).find();
    boolean better =
        risk
            ? YES.matcher(was).matches() && NO.matcher(now).matches()
            : NO.matcher(was).matches() && YES.matcher(now).matches() && !NO.matcher(now).matches();
    return better
        || (WIDE.matcher(was).find() && !WIDE.matcher(now).find() && !NO.matcher(now).matches());
  }

  /** {@code return user.owns(order)} becomes {@code return true}; code becomes {@code pass}. */
  private static Optional<Found> constant(List<String> added, List<String> removed) {
    boolean computed =
        removed.stream()
            .map(line -> RETURN.matcher(cut(line)))
            .anyMatch(found -> found.matches() && !CONSTANT.matcher(found.group(1)).matches());
    for (String line : added) {
      Matcher found = RETURN.matcher(cut(line));
      if (computed && found.matches() && CONSTANT.matcher(found.group(1)).matches()) {
        return Optional.of(new Found("what was computed becomes a constant", line));
      }
    }
    List<String> left = added.stream().filter(line -> !line.isBlank()).toList();
    boolean nothing =
        !left.isEmpty() && left.stream().allMatch(line -> NOTHING.matcher(line).matches());
    return nothing && removed.stream().anyMatch(line -> line.strip().length() > 8)
        ? Optional.of(new Found("code becomes nothing", removed.getFirst()))
        : Optional.empty();
  }

  /** A dependency makes room for one that is spelled almost like it. */
  private static Optional<Found> looksAlike(
      List<String> added, List<String> removed, Patience patience) {
    Set<String> gone =
        removed.stream().flatMap(line -> dependency(line).stream()).collect(Collectors.toSet());
    for (String line : added) {
      Optional<String> now = dependency(line).filter(name -> !gone.contains(name));
      if (now.isPresent() && gone.stream().anyMatch(old -> isAlmost(old, now.get(), patience))) {
        return Optional.of(new Found("a name is spelled almost like the one before", line));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> dependency(String line) {
    Matcher found = DEPENDENCY.matcher(cut(line));
    return found.find() && found.group(1).length() > 3
        ? Optional.of(found.group(1))
        : Optional.empty();
  }

  private static boolean isAlmost(String one, String other, Patience patience) {
    if (Math.abs(one.length() - other.length()) > 2 || patience.isOver()) {
      return false;
    }
    patience.spend((long) one.length() * other.length());
    return Spelling.distance(one, other) <= 2;
  }

  private static String cut(String line) {
    return line.length() > 400 ? line.substring(0, 400) : line;
  }
}
