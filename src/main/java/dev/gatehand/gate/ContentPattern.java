package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A kind of line that an edit should not add. The expressions have bounded repetitions and lines
 * are tried in windows: the text may be hostile.
 */
record ContentPattern(
    String rule, Decision decision, Pattern files, String line, String because, String instead) {
  private static final int LONGEST_PIECE = 200;

  private static final String ANY = ".*";
  private static final String NOT_PROSE =
      "(?!.*\\.(md|adoc|rst)$)(?!(?!.*(cmakelists|requirements[^/]{0,40})\\.txt$).*\\.txt$).*";
  private static final String TESTS =
      "(.*/)?(test|tests|spec|__tests__)/.*|.*[._-]?(test|tests|spec)s?\\.[a-z]+";

  private static final ContentPattern SECRET =
      block(
          "content/secret",
          ANY,
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
              + "|\\bgh[pousr]_[A-Za-z0-9]{36,}|\\bgithub_pat_[A-Za-z0-9_]{30,}"
              + "|\\bglpat-[A-Za-z0-9_-]{20,}|\\b(AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\\b"
              + "|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\bsk-ant-[A-Za-z0-9_-]{20,}"
              + "|\\bsk_live_[A-Za-z0-9]{16,}|\\bAIza[A-Za-z0-9_-]{35}\\b"
              + "|\\bnpm_[A-Za-z0-9]{36}\\b|\\bpypi-AgEI[A-Za-z0-9_-]{20,}"
              + "|\\bsk-proj-[A-Za-z0-9_-]{40,}|\\bhf_[A-Za-z0-9]{34,}"
              + "|hooks\\.slack\\.com/services/T[A-Z0-9]{2,}/B[A-Z0-9]{2,}/[A-Za-z0-9]{20,}"
              // A password in an address, except of servers that are this machine or an example.
              + "|\\b[a-z][a-z0-9+]{1,15}://[^/\\s:@\"'<>{}$%]{1,60}:[^/\\s:@\"'<>{}$%]{6,60}@"
              + "(?![^/\\s]{0,80}(?:example\\.|\\.test\\b|\\.local\\b|\\.invalid\\b|localhost))[a-z0-9-]{1,60}\\.[a-z]"
              + "|\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}\\b",
          "It adds what looks like a key or token.",
          "read the value from the environment; use an obviously false one in tests");

  /** All of them. */
  static final List<ContentPattern> ADDED =
      List.of(
          SECRET,
          block(
              "content/pipe-to-shell",
              NOT_PROSE,
              "(?i)\\b(curl|wget|iwr|invoke-webrequest)\\s.{0,400}\\|\\s*(sudo\\s+(-\\S+\\s+)*)?"
                  + "(env\\s+)?(/\\S*/)?((ba|z|da|k|fi)?sh|python[0-9.]*|node|perl|ruby|php|iex)\\b"
                  + "|\\b(ba|z|da|k)?sh\\s+<\\(\\s*(curl|wget)|\\beval\\s+[\"']?\\$\\((curl|wget)"
                  + "|\\b(ba|z|da|k)?sh\\s+-c\\s+\\\\?[\"']?\\$\\((curl|wget)"
                  + "|\\b(exec|eval)\\s*\\(.{0,80}(requests\\.get|urlopen|\\bfetch\\(|https?\\.get|URI\\.open)"
                  + "|\\biex\\b.{0,80}downloadstring",
              "It adds a download that is executed without being read.",
              "add a declared dependency instead, or check the file against a known hash first"),
          block(
              "content/verification-off",
              NOT_PROSE,
              "\\bverify\\s*=\\s*False\\b|(?i:\\brejectUnauthorized\\b[\"']?\\s*[:=]\\s*false)"
                  + "|\\bNODE_TLS_REJECT_UNAUTHORIZED\\b|\\bInsecureSkipVerify\\s*[:=]\\s*true"
                  + "|CURLOPT_SSL_VERIFY(PEER|HOST)\\W{1,8}(0|false|FALSE)"
                  + "|_create_unverified_context|\\bcheck_hostname\\s*=\\s*False|\\bCERT_NONE\\b"
                  + "|NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy"
                  + "|TrustSelfSignedStrategy|InsecureTrustManagerFactory"
                  + "|danger_accept_invalid_(certs|hostnames)\\s*\\(\\s*true|OpenSSL::SSL::VERIFY_NONE"
                  + "|\\bssl_?[vV]erify\\s*[:= ]\\s*[\"']?(0|false|off|no)\\b"
                  + "|StrictHostKeyChecking[= ]+no\\b|\\bstrict-ssl\\s*=\\s*false"
                  + "|\\b(gpgcheck|sslverify)\\s*=\\s*(0|false)|--no-check-certificate"
                  + "|\\bcurl\\b.{0,200}\\s(--insecure|-[a-zA-Z]*k[a-zA-Z]*)\\s|--allow-unauthenticated"
                  + "|--trusted-host\\b|ServerCertificate\\w{0,10}ValidationCallback.{0,80}true"
                  + "|[hH]ostnameVerifier\\b.{0,60}(->|=>|return)\\s*true"
                  + "|checkServerTrusted\\s*\\([^)]{0,200}\\)[^{]{0,80}\\{\\s*\\}"
                  + "|verify_(signature|exp|aud|iss)[\"']?\\s*[:=]\\s*[Ff]alse|[\"']verify[\"']\\s*=>\\s*false"
                  + "|(?i:insecure_?skip_?(tls_?)?verify[\"']?\\s*[:=]\\s*true)|host_key_checking\\s*=\\s*False"
                  + "|DangerousAcceptAnyServerCertificateValidator|GIT_SSL_NO_VERIFY",
              "It switches off a check of certificates, hosts or signatures.",
              "trust the certificate that is needed instead of all of them"),
          block(
              "content/test-disabled",
              TESTS,
              "@Disabled\\b|@Ignore\\b|\\b(it|test|describe|context)\\.(skip|todo)\\s*\\("
                  + "|\\bx(it|test|describe|context|specify)\\s*[(\"']|@tag :skip|pytestmark\\s*=.{0,60}skip"
                  + "|\\bexcept\\s+AssertionError|@(pytest\\.mark|unittest)\\.(skip|xfail)"
                  + "|\\bpytest\\.skip\\(|\\b[tb]\\.Skip(f|Now)?\\(|#\\[ignore|\\bGTEST_SKIP\\b"
                  + "|assertTrue\\(\\s*true\\s*\\)|\\bassert True\\s*$|expect\\(true\\)\\.toBe\\(true\\)",
              "It switches a test off, or makes one that can't fail.",
              "fix the code, or say in your summary why the test is wrong"),
          block(
              "content/check-loosened",
              NOT_PROSE,
              "(?i)\\bfail_?under[\"']?\\s*[=:]\\s*0\\b|\\bfails?On(Error|Violation|Warning)s?\\W{1,4}false"
                  + "|testFailureIgnore\\W{1,4}true|maven\\.test\\.skip\\W{1,4}true|<skipTests>\\s*true"
                  + "|\\bignoreFailures\\W{1,4}true|\\b(lines|branches|functions|statements)[\"']?\\s*:\\s*0\\b"
                  + "|--passWithNoTests|\\bcontinue-on-error:\\s*true|\\ballow_failure:\\s*true",
              "It makes a check pass that would have failed.",
              "make the check pass; if it is wrong, say why in your summary"),
          block(
              "content/guard-off",
              NOT_PROSE,
              "(?i)\\bcsrf\\b.{0,40}\\b(disabled?|false|off)\\b|anyRequest\\(\\)\\s*\\.permitAll"
                  + "|yaml\\.unsafe_load|yaml\\.load\\(.{0,80}Loader\\s*=\\s*yaml\\.(Unsafe)?Loader"
                  + "|skip_before_action\\s+:(verify|authenticate|authorize|require)|\\bcsrf_exempt\\b"
                  + "|@PermitAll\\b|\\[AllowAnonymous\\]|\\bautoescape\\W{1,4}(false|off)\\b",
              "It switches off a protection of the program.",
              "keep it, and let through only what has to pass"),
          block(
              "content/code-injected",
              NOT_PROSE,
              "/dev/(tcp|udp)/|\\bnc(at)?\\b.{0,60}\\s-[a-z]*e\\s|\\bsocat\\b.{0,120}\\bexec:"
                  + "|169\\.254\\.169\\.254|metadata\\.google\\.internal",
              "It opens a way out of the machine, or to its cloud identity.",
              ""),
          new ContentPattern(
              "build/executes",
              Decision.ASK,
              Pattern.compile(
                  "(?i)(.*/)?(pom\\.xml|[^/]*\\.gradle(\\.kts)?|[^/]*\\.csproj"
                      + "|cmakelists\\.txt|[^/]*\\.cmake|[^/]*\\.config\\.[cm]?[jt]s|rakefile)"),
              "\\bchild_process\\b|\\bexecSync\\b|\\bexecute_process\\s*\\(|exec-maven-plugin|maven-antrun-plugin|gmavenplus|groovy-maven-plugin"
                  + "|<pluginRepositor|<repository>|<executable>|\\bexec\\s*\\{|\\bExec\\b"
                  + "|commandLine|ProcessBuilder|\\.execute\\(\\)|\\bmaven\\s*\\{\\s*url"
                  + "|\\bapply\\s+from:\\s*[\"']http|<Exec\\b",
              "It makes the build run programs or fetch code from another place.",
              "use what the build already has"),
          new ContentPattern(
              "build/foreign-source",
              Decision.ASK,
              Pattern.compile(
                  "(?i)(.*/)?(package\\.json|requirements[^/]*\\.txt|pyproject\\.toml|setup\\.cfg"
                      + "|pipfile|cargo\\.toml|go\\.mod|gemfile|composer\\.json)"),
              "(?i)(git\\+|\"git://|\"github:|git\\+ssh:|https?://[^\"'\\s]{1,300}\\.(tgz|tar\\.gz|zip|whl|git))"
                  + "|--(extra-)?index-url|--find-links|^\\s*replace\\s|\\[patch\\."
                  + "|\\bgit\\s*[=:]\\s*[\"']|\\bsource\\s+[\"']http",
              "It takes a dependency from another place than the registry.",
              "use a released version from the registry"));

  private static final Expressions TABLE =
      new Expressions(ADDED.stream().map(ContentPattern::line).toList());

  /**
   * What stands in these lines of a file that should not be added to it, the first of each kind.
   */
  static List<Assessment.Stopped> in(
      RepoPath path, List<String> added, Predicate<ContentPattern> wanted, Patience patience) {
    return TABLE
        .in(added, patience)
        .firsts(i -> wanted.test(ADDED.get(i)) && ADDED.get(i).concerns(path))
        .stream()
        .map(hit -> ADDED.get(hit.expression()).stopped(hit.line(), hit.piece()))
        .toList();
  }

  /** Whether there is a secret in these lines. */
  static Optional<Assessment.Stopped> secret(List<String> lines, Patience patience) {
    return in(RepoPath.ROOT, lines, SECRET::equals, patience).stream().findFirst();
  }

  private boolean concerns(RepoPath path) {
    return files.matcher(path.value()).matches();
  }

  private Assessment.Stopped stopped(String found, String match) {
    String shown = found.length() > LONGEST_PIECE ? match : found.strip();
    String piece = rule.equals("content/secret") ? masked(match) : shown;
    return ContentRules.stopped(
        decision,
        rule,
        piece.length() > LONGEST_PIECE ? piece.substring(0, LONGEST_PIECE) + "..." : piece,
        because,
        instead);
  }

  /** Enough to find it again, not enough to use it: reasons are read on public threads. */
  private static String masked(String secret) {
    return secret.startsWith("-----")
        ? secret
        : secret.substring(0, Math.min(8, secret.length())) + "...";
  }

  private static ContentPattern block(
      String rule, String files, String line, String because, String instead) {
    return new ContentPattern(
        rule, Decision.BLOCK, Pattern.compile("(?i)" + files), line, because, instead);
  }
}
