package dev.gatehand.shell;

import java.util.List;

/**
 * Where in the command line something was seen.
 *
 * @param start first character, counted from 0 in the command line as it was given; what was found
 *     inside a payload (the text of {@code bash -c}) points at the word that holds the payload
 * @param end after the last character
 * @param text the simple command or piece of payload itself, as it was written
 * @param wrappers programs that it was seen through, outermost first, e.g. {@code sudo}, {@code
 *     bash -c}
 * @param certainty how sure it is
 */
public record Origin(int start, int end, String text, List<String> wrappers, Certainty certainty) {
  public Origin {
    wrappers = List.copyOf(wrappers);
  }
}
