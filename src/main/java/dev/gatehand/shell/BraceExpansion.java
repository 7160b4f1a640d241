package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unfolds the braces of a word, as far as the number of words stays small. */
final class BraceExpansion {

  /** Parts that all the unfolded words may have together: what is repeated costs memory. */
  private static final int MAX_PARTS = 16 * 1024;

  /** Text that is put together counts, too. */
  private static final int CHARACTERS_OF_A_PART = 64;

  private final Span span;
  private int parts;

  private BraceExpansion(Span span) {
    this.span = span;
  }

  static Optional<List<Word>> of(Word word) {
    if (!WordValue.hasBraces(word)) {
      return Optional.of(List.of(word));
    }
    BraceExpansion expansion = new BraceExpansion(word.span());
    List<List<Part>> sequences = expansion.unfold(word.parts());
    if (sequences.isEmpty()) {
      return Optional.empty();
    }
    List<Word> words = new ArrayList<>();
    for (List<Part> sequence : sequences) {
      // {a,} is one word: what is empty and not quoted vanishes.
      if (!sequence.isEmpty()) {
        words.add(new Word(sequence, word.span()));
      }
    }
    return Optional.of(List.copyOf(words));
  }

  /** All sequences of parts, in bash's order; none when there are too many. */
  private List<List<Part>> unfold(List<Part> source) {
    List<List<Part>> sequences = List.of(List.of());
    for (Part part : source) {
      List<List<Part>> choices = choices(part);
      if (choices.isEmpty()
          || (long) sequences.size() * choices.size() > Word.MAX_ALTERNATIVES
          || parts > MAX_PARTS) {
        return List.of();
      }
      List<List<Part>> longer = new ArrayList<>(sequences.size() * choices.size());
      for (List<Part> before : sequences) {
        for (List<Part> choice : choices) {
          longer.add(join(before, choice));
        }
      }
      sequences = longer;
    }
    return sequences;
  }

  private List<List<Part>> choices(Part part) {
    if (part instanceof Part.BraceRange range) {
      return range(range);
    }
    if (!(part instanceof Part.Braces braces)) {
      return List.of(List.of(part));
    }
    List<List<Part>> choices = new ArrayList<>();
    for (Word alternative : braces.alternatives()) {
      List<List<Part>> inner = unfold(alternative.parts());
      choices.addAll(inner);
      if (inner.isEmpty() || choices.size() > Word.MAX_ALTERNATIVES) {
        return List.of();
      }
    }
    return choices;
  }

  private List<Part> join(List<Part> before, List<Part> after) {
    List<Part> joined = new ArrayList<>(before);
    for (Part part : after) {
      Part last = joined.isEmpty() ? null : joined.getLast();
      if (last instanceof Part.Literal left
          && part instanceof Part.Literal right
          && left.quoted() == right.quoted()) {
        String text = left.text() + right.text();
        parts += text.length() / CHARACTERS_OF_A_PART;
        joined.set(joined.size() - 1, new Part.Literal(text, left.quoted(), span));
      } else {
        joined.add(part);
      }
    }
    parts += joined.size();
    return joined;
  }

  private List<List<Part>> range(Part.BraceRange range) {
    if (range.first().length() == 1 && Chars.isNameStart(range.first().charAt(0))) {
      return letters(range);
    }
    long first = Long.parseLong(range.first());
    long last = Long.parseLong(range.last());
    long step = step(range);
    int width = isPadded(range) ? Math.max(range.first().length(), range.last().length()) : 0;
    if (Math.abs(last - first) / step >= Word.MAX_ALTERNATIVES) {
      return List.of();
    }
    List<List<Part>> numbers = new ArrayList<>();
    for (long n = first; first <= last ? n <= last : n >= last; n += first <= last ? step : -step) {
      numbers.add(literal(padded(n, width)));
    }
    return numbers;
  }

  private List<List<Part>> letters(Part.BraceRange range) {
    char first = range.first().charAt(0);
    char last = range.last().charAt(0);
    // Between Z and a stand a backslash and a backtick, which bash treats in its own way.
    if (Character.isUpperCase(first) != Character.isUpperCase(last)) {
      return List.of();
    }
    List<List<Part>> letters = new ArrayList<>();
    long step = step(range);
    for (long c = first; first <= last ? c <= last : c >= last; c += first <= last ? step : -step) {
      letters.add(literal(String.valueOf((char) c)));
    }
    return letters;
  }

  /** The sign does not matter, and no step or nought is one. */
  private static long step(Part.BraceRange range) {
    return range.step().isEmpty() ? 1 : Math.max(1, Math.abs(Long.parseLong(range.step())));
  }

  private static boolean isPadded(Part.BraceRange range) {
    return startsWithNought(range.first()) || startsWithNought(range.last());
  }

  private static boolean startsWithNought(String number) {
    String digits = number.startsWith("-") ? number.substring(1) : number;
    return digits.length() > 1 && digits.startsWith("0");
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(Math.abs(number));
    int room = width - (number < 0 ? 1 : 0) - digits.length();
    return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, room)) + digits;
  }

  private List<Part> literal(String text) {
    return List.of(new Part.Literal(text, false, span));
  }
}
