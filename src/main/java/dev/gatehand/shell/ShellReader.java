package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text as {@code bash -c} of bash 5 would, with its options as they are at the start
 * (history expansion and {@code extglob} off, no aliases). Pure: no input or output, no state.
 * Takes any text whatever and always returns.
 */
public final class ShellReader {

  /** UTF-16 units of text that are read at most; longer text is unclear, never cut. */
  public static final int MAX_LENGTH = 64 * 1024;

  /** Levels of nesting that are read at most. */
  public static final int MAX_DEPTH = 120;

  private ShellReader() {}

  /** Reads the whole text; never throws, whatever the text. */
  public static Reading read(String source) {
    if (source.length() > MAX_LENGTH) {
      String reason = "it is longer than " + MAX_LENGTH + " characters";
      return new Reading.Unclear(script(List.of(), 0), reason, MAX_LENGTH);
    }
    char[] text = source.toCharArray();
    List<Command> commands = new ArrayList<>();
    Cursor in = new Cursor(text, null, new Budget());
    ListReader lists = new Unit(in).lists;
    int end = 0;
    try {
      refuseStrangeCharacters(text);
      while (lists.readLine(commands)) {
        end = in.mark();
      }
      return new Reading.Clear(script(commands, text.length));
    } catch (StackOverflowError overflow) {
      // The limit on nesting is there to prevent it; a thread with a tiny stack must not crash.
      return new Reading.Unclear(script(commands, end), "it is nested too deeply", end);
    } catch (Unreadable unreadable) {
      return new Reading.Unclear(script(commands, end), unreadable.reason(), unreadable.at());
    }
  }

  private static Script script(List<Command> commands, int end) {
    return new Script(commands, new Span(0, end));
  }

  /**
   * A NUL ends the text for bash; other control characters it uses itself, and people do not see
   * them; half of a character pair does not survive the way to bash.
   */
  private static void refuseStrangeCharacters(char[] text) {
    for (int i = 0; i < text.length; i++) {
      char c = text[i];
      if (c < ' ' ? c != '\n' && c != '\t' && c != '\r' : c == 0x7f) {
        throw new Unreadable(String.format("a control character U+%04X", (int) c), i);
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length
                && Character.isLowSurrogate(text[i + 1]);
        if (!pair) {
          throw new Unreadable("half of a character", i);
        }
        i++;
      }
    }
  }
}
