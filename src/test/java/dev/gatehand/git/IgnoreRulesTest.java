package dev.gatehand.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code .gitignore}, each compared with what the real git says. */
class IgnoreRulesTest {
  private static final List<String> PATTERNS =
      List.of(
          "*.log",
          "/top.txt",
          "dir/",
          "a/b",
          "a/**/z",
          "**/deep",
          "x/**",
          "?.c",
          "[a-c].h",
          "[!a-c].h",
          "[[:digit:]]x",
          "\\#hash",
          "#comment",
          "trailing ",
          "kept\\ ",
          "!a.log",
          "*",
          "**",
          "a*b*c",
          "foo/*",
          "/*",
          "\\!bang",
          "[",
          "a[",
          "end\\",
          "doc/*.txt",
          "**/x/*.o",
          "a\\*b",
          "[]-]x",
          "*/y",
          "dir/**/",
          "/",
          "//",
          "[^a]x",
          "[a-]x");
  private static final List<String> PATHS =
      List.of(
          "a.log",
          "b.log",
          "top.txt",
          "sub/top.txt",
          "dir",
          "a/b",
          "q/a/b",
          "a/z",
          "a/1/2/z",
          "deep",
          "p/deep",
          "x/1",
          "x/1/2",
          "q.c",
          "a.h",
          "d.h",
          "5x",
          "#hash",
          "comment",
          "trailing",
          "kept ",
          "axbxc",
          "abc",
          "foo/1",
          "foo/1/2",
          "!bang",
          "[",
          "a[",
          "doc/a.txt",
          "doc/x/a.txt",
          "x/f.o",
          "q/x/f.o",
          "a*b",
          "]x",
          "-x",
          "k/y",
          "dir/f",
          "ax",
          "a-");

  @Test
  void says_what_git_says(@TempDir Path temp) throws IOException {
    RealGit git = new RealGit(temp);
    git.git("init", "-q");
    for (String pattern : PATTERNS) {
      Files.writeString(temp.resolve(".gitignore"), "\n" + pattern + "\r\n");
      Files.write(temp.resolve("paths"), PATHS);
      List<String> ignored =
          git.shell("git check-ignore --no-index --stdin < paths || true").lines().toList();
      IgnoreRules rules = IgnoreRules.NONE.and("", ("\n" + pattern + "\r\n").getBytes(UTF_8));

      assertThat(PATHS.stream().filter(path -> ignores(rules, path)))
          .as("the pattern <%s>", pattern)
          .containsExactlyElementsOf(ignored.stream().map(IgnoreRulesTest::unquoted).toList());
    }
  }

  @Test
  @Timeout(5)
  void no_pattern_takes_long() {
    byte[] pattern = ("*a".repeat(60) + "b\n" + "**/a/".repeat(60) + "b\n").getBytes(UTF_8);
    IgnoreRules rules = IgnoreRules.NONE.and("", pattern);

    assertThat(rules.ignoreFile("a".repeat(250))).isFalse();
    assertThat(rules.ignoreFile("a/".repeat(200) + "c")).isFalse();
  }

  /** As a scan does: a folder that is ignored takes all with it. */
  private static boolean ignores(IgnoreRules rules, String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (rules.ignoreFolder(path.substring(0, slash))) {
        return true;
      }
    }
    return rules.ignoreFile(path);
  }

  private static String unquoted(String line) {
    return line.startsWith("\"") ? line.substring(1, line.length() - 1) : line;
  }
}
