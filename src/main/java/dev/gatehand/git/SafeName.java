package dev.gatehand.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Which names may stand in a workspace. The author of a repository or a program in the sandbox
 * chooses them: one that some file system takes for {@code .git} would be a git directory there,
 * and what the bytes of a path cannot say in Unicode, no ask could show to a person.
 */
final class SafeName {
  static final int LONGEST = 255;

  private SafeName() {}

  /** The name, if it may stand in a workspace. */
  static Optional<String> of(byte[] raw) {
    if (raw.length == 0 || raw.length > LONGEST) {
      return Optional.empty();
    }
    try {
      String name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      return isSafe(name) ? Optional.of(name) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static boolean isSafe(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return false;
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return false;
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return false;
    }
    // Windows takes a backslash for a separator and a colon for the start of a stream's name.
    for (String part : name.split("[\\\\:]", -1)) {
      if (looksLikeGit(part)) {
        return false;
      }
    }
    return true;
  }

  /** As file systems fold: case, compatibility forms, ignorable code points, trailing dots. */
  private static boolean looksLikeGit(String part) {
    if (part.length() < 4 || isPlainlyOther(part)) {
      return false;
    }
    StringBuilder visible = new StringBuilder();
    Normalizer.normalize(part, Normalizer.Form.NFKC)
        .codePoints()
        .filter(point -> !isIgnorable(point))
        .forEach(visible::appendCodePoint);
    String folded = visible.toString().toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "");
    return folded.equals(".git") || folded.matches("git~[0-9]+");
  }

  /** The quick answer for nearly all names: printable ASCII without the three letters. */
  private static boolean isPlainlyOther(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < ' ' || part.charAt(i) > '~') {
        return false;
      }
      if (part.regionMatches(true, i, "git", 0, 3)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIgnorable(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || (point >= 0xFE00 && point <= 0xFE0F)
        || (point >= 0xE0000 && point <= 0xE0FFF)
        || point == 0x034F
        || point == 0x115F
        || point == 0x1160
        || point == 0x3164
        || point == 0xFFA0
        || (point >= 0x180B && point <= 0x180F)
        || point == 0x17B4
        || point == 0x17B5;
  }
}
