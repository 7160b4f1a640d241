package dev.gatehand.gate;

import dev.gatehand.text.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
              + "|sha(?:256|512)|integrity|signature|quality|severity|trust|cipher|algorithm|user$|rotat|delet|verbs|scopes|uris?$|audience|values$|members|groups|capabilit|licen[cs]e|repo_?url|revision|registry|automerge|override_action"
              + "|window|guard|force|hosts?$|limit|frame|csp|hsts|sampl|scan|alert|notify|mask|redact");

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

  /** Where it is said whose code is used. */
  private static final Pattern MANIFEST =
      Pattern.compile(
          "(?i)(?:.*/)?(?:[^/]*requirements[^/]*\\.(?:txt|in)|constraints[^/]*\\.txt|(?:package|composer|bower|deno|vcpkg)\\.jsonc?"
              + "|pyproject\\.toml|setup\\.cfg|pipfile|cargo\\.toml|go\\.(?:mod|work)|gemfile|[^/]*\\.gemspec"
              + "|pom\\.xml|[^/]*\\.gradle|[^/]*\\.versions\\.toml|build\\.sbt|pubspec\\.yaml|[^/]*\\.(?:cs|fs|vb)proj"
              + "|packages\\.config|environment\\.ya?ml|deps\\.edn|project\\.clj|[^/]*\\.cabal|package\\.yaml|stack\\.yaml"
              + "|podfile|cartfile|conanfile\\.txt|chart\\.yaml|rebar\\.config|workspace|module\\.bazel|[^/]*\\.bzl|opam)");

  private static final Pattern AFFIX =
      Pattern.compile(
          "(?i)[-_.]|(?:^|[-_.])(?:js|node|py|python|lib|go|rs|ts|io|the|real|official|core|cli|dev|pro|plus|new|next|fork)(?=$|[-_.])|[-_.]?\\d$");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^\\s*(?:import|from|use|using|require\\w*|include|#include|extern crate|gem|implementation"
              + "|compile|api|dep|\\{:)\\b?|require\\(|\\bfrom\\s+[\"']");

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
        .or(() -> looksAlike(settings, change));
  }

  /** Whether the file says whose code is used. */
  static boolean namesDependencies(String path) {
    return MANIFEST.matcher(path).matches();
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

  /** Whether both lines set the same guard, and the second one sets it better. */
  static boolean isTighter(String was, String now) {
    Matcher before = SETTING.matcher(cut(was));
    Matcher after = SETTING.matcher(cut(now));
    return before.matches()
        && after.matches()
        && before.group(1).equals(after.group(1))
        && isGuard(false, before.group(1))
        && tightens(before.group(1), before.group(2), after.group(2));
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
  private static Optional<Found> looksAlike(boolean settings, TextChange change) {
    String path = change.path().value();
    Predicate<String> names = line -> !settings && IMPORT.matcher(cut(line)).find();
    if (settings && namesDependencies(path)) {
      names = _ -> true;
    }
    Patience patience = change.patience();
    List<String> added = change.added().stream().filter(names).toList();
    Set<String> gone =
        change.removed().stream()
            .filter(names)
            .flatMap(line -> dependency(line).stream())
            .collect(Collectors.toSet());
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

  /** Told apart only by what anybody may put before or behind a name. */
  private static boolean bare(String one, String other) {
    return AFFIX.matcher(one).replaceAll("").equals(AFFIX.matcher(other).replaceAll(""));
  }

  private static boolean isAlmost(String one, String other, Patience patience) {
    if (Math.abs(one.length() - other.length()) > 9 || patience.isOver()) {
      return false;
    }
    patience.spend((long) one.length() * other.length());
    return Spelling.distance(one, other) <= 2 || bare(one, other);
  }

  private static String cut(String line) {
    return line.length() > 400 ? line.substring(0, 400) : line;
  }
}
