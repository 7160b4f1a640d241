package dev.gatehand.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the name of a file says of it: that it tests something, that it guards something. Asked of
 * every file effect, so it is read by hand and not by expressions.
 */
public enum FileKind {
  /** Its name or folder is one of tests. */
  TEST("test"),
  /** Code whose name speaks of who may do what. */
  GUARD("guard"),
  /** Everything else. */
  OTHER("other");

  private static final Set<String> CODE =
      Set.of(
          "java", "kt", "kts", "groovy", "scala", "js", "jsx", "ts", "tsx", "mjs", "cjs", "py",
          "go", "rs", "rb", "php", "cs", "fs", "c", "cc", "cpp", "h", "hpp", "sh", "bats", "swift",
          "ex", "exs", "dart", "clj", "lua", "pl", "t", "feature", "vue", "svelte");

  private static final Set<String> FOLDERS =
      Set.of("test", "tests", "spec", "specs", "__tests__", "e2e", "cypress");

  private static final List<String> GUARDS =
      List.of(
          "auth",
          "secur",
          "permission",
          "csrf",
          "sanitiz",
          "validat",
          "acl",
          "rbac",
          "guard",
          "firewall",
          "ratelimit",
          "rate_limit",
          "signature",
          "verif",
          "jwt",
          "crypto",
          "accesscontrol",
          "access_control",
          "middleware");

  private final String id;

  FileKind(String id) {
    this.id = id;
  }

  /** As rules write it. */
  String id() {
    return id;
  }

  /**
   * By its path alone; nothing is read.
   *
   * @param path with {@code *} where it is not known
   */
  public static FileKind of(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (FOLDERS.contains(name)) {
      return TEST;
    }
    int dot = name.lastIndexOf('.');
    if (dot < 0 || !CODE.contains(name.substring(dot + 1))) {
      return OTHER;
    }
    String stem = name.substring(0, dot);
    if (isTestName(stem) || isInTestFolder(path, slash)) {
      return TEST;
    }
    for (String word : GUARDS) {
      if (stem.contains(word)) {
        return GUARD;
      }
    }
    return OTHER;
  }

  private static boolean isTestName(String stem) {
    return stem.startsWith("test_")
        || stem.endsWith("test")
        || stem.endsWith("tests")
        || stem.endsWith("spec")
        || stem.equals("conftest");
  }

  private static boolean isInTestFolder(String path, int slash) {
    int end = slash;
    while (end > 0) {
      int start = path.lastIndexOf('/', end - 1);
      int length = end - start - 1;
      if (length >= 3
          && length <= 9
          && FOLDERS.contains(path.substring(start + 1, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
      end = start;
    }
    return false;
  }

  /** Whether it is code by its name. */
  public static boolean isCode(String path) {
    int dot = path.lastIndexOf('.');
    return dot >= 0
        && path.length() - dot < 10
        && CODE.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
