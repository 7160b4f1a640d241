package dev.gatehand.shell;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Edits in place that take away what protects: tests, assertions, checks of who somebody is. The
 * attacker is an agent that makes a failing check pass by removing it.
 */
final class Weakening {

  private static final int LONGEST = 4_000;

  private static final String GUARD =
      "(?:assert|expect|should|fatal|t\\.Err|is_?admin|@Test|def test|\\btest\\b|\\bit\\(|verif|valid|authoriz|authentic|"
          + "auth\\b|auth_|require_|requires_|login_required|permission|csrf|signature|"
          + "sanitiz|escape|rate_?limit|check_|PreAuthorize|RolesAllowed|hmac|tls|ssl)";

  /** A line that holds one is deleted, changed to something else or left out. */
  private static final Pattern REMOVES =
      Pattern.compile(
          "(?is)[/|,#!][^/\n]{0,200}"
              + GUARD
              + "[^/\n]{0,200}/\\s*I?\\s*(?:,[^a-z{]{0,80}[/0-9$+]\\s*)?\\{?\\s*[dc]"
              + "|\\bs([/|,#!])[^\n]{0,200}?"
              + GUARD
              + "[^\n]{0,200}?\\1\\s*(?:\\\\[0-9])?\\s*(?://|#|/\\*|pass|return|true|1|None|null|;)?[^a-z\n]{0,6}"
              + "(?:&|\\\\0)?[^a-z\n]{0,3}\\1"
              // The condition of a guard becomes a constant.
              + "|\\bs([/|,#!])[^\n]{0,200}?"
              + GUARD
              + "[^\n]{0,200}?\\2[^\n]{0,80}\\b(?:true|false|1|0)\\b[^\n]{0,4}\\2"
              + "|\\b(?:unless|if\\s*!|next\\s+if)\\b[^\n]{0,80}"
              + GUARD);

  /** What stands there afterwards checks nothing. */
  private static final Pattern DISABLES =
      Pattern.compile(
          "verify\\s*=\\s*False|rejectUnauthorized\\W{1,5}false|InsecureSkipVerify\\W{1,5}true"
              + "|@Disabled|@Ignore\\b|\\.skip\\b|\\bx(?:it|describe|test)\\b"
              + "|assertTrue\\(\\s*true|assert True|expect\\(true\\)|pytest\\.mark\\.(?:skip|xfail)"
              + "|#\\[ignore|t\\.Skip|strict\"?\\W{1,4}false|CERT_NONE|StrictHostKeyChecking.no|check_hostname\\W{1,5}False"
              + "|(?i:(?:strict-ssl|gpgcheck|sslverify|ssl_verify)\\s*[=:]\\s*(?:false|0))");

  private static final Pattern WHOLE =
      Pattern.compile("\\s*(?:1\\s*,\\s*\\$\\s*|/\\.\\*?/\\s*)?d\\s*;?\\s*");

  private static final Pattern RANGE =
      Pattern.compile("(?m)^\\s*\\d*\\s*,\\s*[\\d$+]+\\s*d\\s*;?$");

  private static final Pattern GUARDED = Pattern.compile("(?i)" + GUARD);

  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|\\\\/\\\\/|/\\*|--|<!--|;)");

  private static final Pattern FLAG = Pattern.compile("\\b(?i:true|false|allow|deny)\\b");

  /** What keeps the quality of a project up, by the names that tools have for it. */
  private static final Pattern LIMIT =
      Pattern.compile(
          "(?i)fail_?-?(?:under|on|fast)|threshold|coverage|strict|max-?_?warnings|minimum|break_?build|enforce"
              + "|violation");

  private static final Pattern LOOSE =
      Pattern.compile("(?i)\\b(?:false|off|none|null|0|no|disabled)\\b");

  private static final Pattern STRONG =
      Pattern.compile(
          "(?i)bcrypt|argon2|scrypt|pbkdf2|sha-?_?(?:256|384|512)|\\bgcm\\b|https|secure|httponly|samesite|hosts|origin");

  private static final Pattern WEAK =
      Pattern.compile(
          "(?i)md5|sha-?_?1\\b|\\becb\\b|\\bhttp:|\\bdes\\b|\\bnone\\b|plain|\\bfalse\\b|[\"']\\*[\"']");

  /** Where dependencies and scripts of packages are written down. */
  private static final Pattern MANIFEST =
      Pattern.compile(
          "(?i)(?:.*/)?(?:package\\.json|requirements[^/]{0,40}\\.txt|pyproject\\.toml|gemfile|pipfile|cargo\\.toml|go\\.mod|composer\\.json|package-lock\\.json)");

  private static final Pattern SCRIPTS =
      Pattern.compile(
          "(?i)scripts|postinstall|preinstall|prepare|git\\+|https?:|npm:|github:|index-url|replace\\b");

  /** A remark that makes a checker look away. */
  private static final Pattern SILENCED =
      Pattern.compile(
          "eslint-disable|@ts-nocheck|@ts-ignore|\\bnosec\\b|NOSONAR|checkstyle:off|nolint|NOLINT");

  /** Programs that leave out part of what they read. */
  private static final Pattern DROPS =
      Pattern.compile(
          "\\b(?:[efzr]?grep|rg|g?awk|mawk|perl|python[0-9.]*|ruby|node|head|tail|cut|comm|uniq|csplit)\\b|\\bg?sed\\s+-n");

  private static final Pattern CUTS =
      Pattern.compile("\\b(?:head|tail|cut|comm|uniq|csplit)\\b|\\bg?sed\\s+-n");

  private static final Pattern PROSE =
      Pattern.compile("(?i).*\\.(md|adoc|rst|txt|csv|json|log|html?|css)");

  private Weakening() {}

  /**
   * {@code cp old.py src/auth.py}: nobody can tell from the text what now stands where a test or a
   * guard stood.
   */
  static void replaced(Walk walk, Target target, boolean known, String program, Frame frame) {
    if (!known
        && target.place() == PathClass.WORKSPACE
        && FileKind.of(target.path()) != FileKind.OTHER) {
      opaque(walk, program, frame);
    }
  }

  /** Names of files are written; they are no code, and what stood there is lost. */
  static void listed(Walk walk, Target target, String program, Frame frame) {
    Origin at = frame.origin();
    walk.findings.add(new Effect.File(FileOperation.WRITE, target, false, program, at));
    if (FileKind.isCode(target.path())) {
      walk.findings.add(new Effect.Opaque("overwrites", program, at));
    }
  }

  /** Looks at an edit in place once its script and its files are known. */
  static void look(Uses uses) {
    if (uses.writtenTo.isEmpty() || !editsInPlace(uses)) {
      return;
    }
    manifest(uses.walk, uses.writtenTo, uses.program, uses.frame);
    StringBuilder script = new StringBuilder();
    for (Arg arg : uses.scripts) {
      script.append(arg.text()).append('\n');
    }
    if (isMove(uses)) {
      putAway(uses);
      return;
    }
    if (WHOLE.matcher(script).matches() || Silence.is(uses)) {
      for (Target target : uses.writtenTo) {
        uses.walk.findings.add(
            new Effect.File(
                FileOperation.TRUNCATE, target, false, uses.program, uses.frame.origin()));
      }
      return;
    }
    // What is too long to be searched in good time is taken to.
    boolean longer = script.length() > LONGEST;
    boolean removes =
        longer || REMOVES.matcher(script).find() || replaces(script.toString(), uses.writtenTo);
    boolean disables = !longer && disables(script.toString());
    boolean cuts = !longer && RANGE.matcher(script).find();
    for (Target target : removes || disables || cuts ? uses.writtenTo : List.<Target>of()) {
      if (!disables && PROSE.matcher(target.path()).matches()) {
        continue;
      }
      boolean test = FileKind.of(target.path()) == FileKind.TEST;
      if (!removes && !disables && !test) {
        continue;
      }
      Origin origin = uses.frame.origin();
      uses.walk.findings.add(
          disables || (removes && !longer && test)
              ? new Effect.Change(
                  EffectName.CHECK_DISABLE,
                  Map.of("program", uses.program, "what", disables ? "check" : "test"),
                  origin)
              : new Effect.Opaque("removes-guard", uses.program, origin));
      return;
    }
  }

  /** Scripts of packages, and where they come from, run on other people's machines. */
  private static void manifest(Walk walk, List<Target> targets, String program, Frame frame) {
    String line = frame.context().source();
    boolean tells = line.length() > LONGEST || SCRIPTS.matcher(line).find();
    if (tells && targets.stream().anyMatch(target -> MANIFEST.matcher(target.path()).matches())) {
      walk.findings.add(new Effect.Opaque("foreign-source", program, frame.origin()));
    }
  }

  /**
   * {@code mv tests /tmp}, {@code mv a_test.go a_test.go.bak}: what is not there, or is no test by
   * its name, does not fail.
   */
  private static void putAway(Uses uses) {
    Target last = uses.writtenTo.getLast();
    List<Arg> operands = uses.invocation.operands();
    boolean plain = FileKind.of(last.path()) == FileKind.OTHER;
    boolean renamed = plain && last.path().lastIndexOf('.') > last.path().lastIndexOf('/');
    for (Arg from : operands) {
      boolean folder = from.text().indexOf('.') < 0;
      if (isGuarded(from) && (renamed || (plain && folder) || isKeptByNobody(last))) {
        opaque(uses.walk, uses.program, uses.frame);
        return;
      }
    }
    boolean leaves =
        operands.stream()
            .map(from -> Files.target(uses.walk, from, uses.frame).place())
            .anyMatch(place -> place == PathClass.WORKSPACE);
    if (leaves && isKeptByNobody(last)) {
      uses.walk.findings.add(new Effect.Opaque("moved-away", uses.program, uses.frame.origin()));
    }
  }

  private static boolean isKeptByNobody(Target target) {
    return target.pathClass() == PathClass.TEMPORARY;
  }

  private static boolean isMove(Uses uses) {
    return uses.program.equals("mv")
        || uses.program.equals("gmv")
        || uses.spec.name.equals("git mv");
  }

  private static boolean isGuarded(Arg arg) {
    return !arg.text().startsWith("/") && FileKind.of(arg.text()) != FileKind.OTHER;
  }

  /**
   * What was read of a file comes back into it ({@code grep -v assert t > x && mv x t}). Whether a
   * guard was left out can't be told from the text when the program is one that leaves things out
   * and the file is a test, or the line speaks of guards.
   *
   * @param sources of what is written
   */
  static void rewritten(
      Walk walk, Target target, List<Source> sources, String program, Frame frame) {
    if (target.place() != PathClass.WORKSPACE || !isOwn(target, sources)) {
      return;
    }
    if (program.equals(">")) {
      // The shell empties it before anything is read of it.
      walk.findings.add(new Effect.Opaque("reads-what-it-empties", program, frame.origin()));
    }
    manifest(walk, List.of(target), program, frame);
    String line = frame.context().source();
    if (line.length() > LONGEST) {
      opaque(walk, program, frame);
      return;
    }
    FileKind kind = FileKind.of(target.path());
    boolean drops = DROPS.matcher(line).find();
    boolean guarded = kind != FileKind.OTHER || GUARDED.matcher(line).find();
    boolean cuts = FileKind.isCode(target.path()) && CUTS.matcher(line).find();
    if ((drops && guarded && !PROSE.matcher(target.path()).matches())
        || cuts
        || SILENCED.matcher(line).find()
        || REMOVES.matcher(line).find()) {
      opaque(walk, program, frame);
    }
  }

  private static boolean isOwn(Target target, List<Source> sources) {
    for (Source source : sources) {
      if (source.kind() == Source.Kind.FILE
          && source.effect() instanceof Effect.File read
          && read.target().path().equals(target.path())) {
        return true;
      }
    }
    return false;
  }

  private static void opaque(Walk walk, String program, Frame frame) {
    walk.findings.add(new Effect.Opaque("removes-guard", program, frame.origin()));
  }

  /** Only where it is put in; to take such a thing out is a repair. */
  private static boolean disables(String script) {
    int middle = script.indexOf('/', script.indexOf('/') + 1);
    return middle > 0 && DISABLES.matcher(script.substring(middle)).find();
  }

  /** A check becomes something that checks less. */
  private static boolean replaces(String script, List<Target> targets) {
    boolean guarded =
        targets.stream().anyMatch(target -> FileKind.of(target.path()) != FileKind.OTHER);
    for (Substitution each : Substitution.in(script)) {
      boolean had = GUARDED.matcher(each.from()).find();
      boolean comments =
          COMMENT.matcher(each.to()).lookingAt() && !COMMENT.matcher(each.from()).lookingAt();
      boolean keeps = GUARDED.matcher(each.to()).find() || each.to().contains("&");
      boolean flips = FLAG.matcher(each.from()).find() && FLAG.matcher(each.to()).find();
      boolean loosens = LIMIT.matcher(each.from()).find() && LOOSE.matcher(each.to()).find();
      loosens |= had && !each.from().equals(each.to()) && flips;
      loosens |= STRONG.matcher(each.from()).find() && WEAK.matcher(each.to()).find();
      if ((had && comments) || loosens || (guarded && ((had && !keeps) || flips))) {
        return true;
      }
    }
    return false;
  }

  private static boolean editsInPlace(Uses uses) {
    return switch (uses.program) {
      case "sed", "gsed", "perl", "perl5", "ruby", "sd" -> true;
      default -> isMove(uses);
    };
  }
}
