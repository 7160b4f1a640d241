package dev.gatehand.shell;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Folders that a build makes again, by name, from made.txt. */
final class MadeAgain {
  private static final Set<String> NAMES =
      KnowledgeFile.read("made.txt").stream()
          .map(KnowledgeFile.Line::text)
          .collect(Collectors.toUnmodifiableSet());

  private MadeAgain() {}

  /** Whether the path ends with such a name. */
  static boolean is(String path) {
    return NAMES.contains(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
  }
}
