package dev.gatehand.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of braces found in a word.
 *
 * @param open index of the opening one
 * @param close index of the closing one
 * @param commas the ends of the alternatives: commas, then the closing brace; none for a range
 * @param range the range, if it is one; with no commas and no range the braces are just text
 */
record Braces(int open, int close, List<Integer> commas, Part.@Nullable BraceRange range) {

  boolean isLiteral() {
    return commas.isEmpty() && range == null;
  }
}
