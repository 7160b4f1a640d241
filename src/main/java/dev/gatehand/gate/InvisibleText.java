package dev.gatehand.gate;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Finds characters that a reviewer does not see or that reorder what is seen. By Unicode property,
 * not by list: a new format character is found without a new release. What ordinary text needs
 * survives: joiners inside words and emoji, variation selectors after what they vary, flags of
 * regions, a byte order mark at the very start.
 */
final class InvisibleText {
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int CANCEL_TAG = 0xE007F;
  private static final Pattern PICTURE = Pattern.compile("\\p{IsExtended_Pictographic}");

  private InvisibleText() {}

  /** The first deceiving code point. */
  static OptionalInt firstIn(String text) {
    int before = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      if ((c < 0x20 || c >= 0x7f) && neverShown(c)) {
        int after = i + size < text.length() ? text.codePointAt(i + size) : -1;
        int flag = before == BLACK_FLAG ? flagEnd(text, i) : -1;
        if (flag > 0) {
          before = CANCEL_TAG;
          i = flag;
          continue;
        }
        if (!ordinary(c, before, after, i)) {
          return OptionalInt.of(c);
        }
      }
      before = c;
      i += size;
    }
    return OptionalInt.empty();
  }

  /** Whether nothing is drawn for it. */
  static boolean neverShown(int c) {
    if (Character.getType(c) == Character.FORMAT) {
      return !isNumberSign(c);
    }
    return isVariation(c) || isFiller(c) || isSilentControl(c);
  }

  private static boolean ordinary(int c, int before, int after, int at) {
    if (c == 0xFEFF) {
      return at == 0;
    }
    if (c == 0x200C || c == 0x200D) {
      return joins(before) && joins(after);
    }
    if (isVariation(c)) {
      return (before > 0x7f && !neverShown(before) && !Character.isWhitespace(before))
          || (c == 0xFE0F && before >= 0 && "0123456789#*".indexOf(before) >= 0);
    }
    return c == 0xAD && Character.isLetter(before) && Character.isLetter(after);
  }

  /** Letters outside of ASCII and Latin, marks and pictures: what joiners are made for. */
  private static boolean joins(int c) {
    if (c <= 0x24f) {
      return false;
    }
    return isVariation(c)
        || Character.isLetter(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || Character.getType(c) == Character.MODIFIER_SYMBOL
        || PICTURE.matcher(Character.toString(c)).matches();
  }

  /** The end of the tags of a region's flag, which are few and end with a cancel tag; or -1. */
  private static int flagEnd(String text, int from) {
    int tags = 0;
    for (int i = from; i < text.length() && tags <= 6; tags++) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == CANCEL_TAG) {
        return tags > 0 ? i : -1;
      }
      boolean region = (c >= 0xE0061 && c <= 0xE007A) || (c >= 0xE0030 && c <= 0xE0039);
      if (!region) {
        return -1;
      }
    }
    return -1;
  }

  /** Arabic and Kaithi number signs are format characters, but drawn. */
  private static boolean isNumberSign(int c) {
    return (c >= 0x600 && c <= 0x605)
        || c == 0x6DD
        || c == 0x70F
        || c == 0x890
        || c == 0x891
        || c == 0x8E2
        || c == 0x110BD
        || c == 0x110CD;
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Letters and marks without a glyph: the rest of Unicode's default ignorable characters. */
  private static boolean isFiller(int c) {
    return c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x34F
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x2065
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  private static boolean isSilentControl(int c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')
        || (c >= 0x7f && c <= 0x9f);
  }
}
