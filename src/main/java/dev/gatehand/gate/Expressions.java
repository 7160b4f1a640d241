package dev.gatehand.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A table of expressions, made ready to be looked for in the lines of an edit all at once. */
final class Expressions {
  private static final int WINDOW = 3000;
  private static final int OVERLAP = 1000;

  private final List<Branches.Branch> branches = new ArrayList<>();

  private final List<Branches> whole = new ArrayList<>();

  /** Where the branches of each expression begin, and where the last one's end. */
  private final int[] from;

  private final Vocabulary vocabulary;

  Expressions(List<String> written) {
    from = new int[written.size() + 1];
    for (int i = 0; i < written.size(); i++) {
      Branches each = Branches.of(written.get(i));
      whole.add(each);
      branches.addAll(each.all());
      from[i + 1] = branches.size();
    }
    vocabulary = new Vocabulary(branches);
  }

  /** A line in which something of the table may be found. */
  private record Suspect(String text, BitSet may) {}

  /**
   * Something that was found.
   *
   * @param expression its place in the table
   * @param place of the line among those that were looked at
   * @param piece the words that fit
   */
  record Hit(int expression, int place, String line, String piece) {}

  /** These lines, looked through once. */
  Found in(List<String> lines, Patience patience) {
    List<Suspect> suspects = new ArrayList<>();
    var union = new BitSet();
    for (String line : lines) {
      // A long line is tried in windows: what stands behind a long filler is found, too.
      for (int at = 0; at == 0 || at < line.length() - OVERLAP; at += WINDOW - OVERLAP) {
        String cut = line.substring(at, Math.min(line.length(), at + WINDOW));
        BitSet may = vocabulary.in(cut);
        if (!may.isEmpty()) {
          suspects.add(new Suspect(cut, may));
          union.or(may);
        }
      }
    }
    return new Found(suspects, union, patience);
  }

  /** What of the table stands in some lines. Expressions are named by their place in the table. */
  final class Found {
    private final List<Suspect> suspects;
    private final BitSet union;
    private final Patience patience;

    private Found(List<Suspect> suspects, BitSet union, Patience patience) {
      this.suspects = suspects;
      this.union = union;
      this.patience = patience;
    }

    /** The first line in which it is found. */
    Optional<String> first(int expression) {
      return mayBe(union, expression) < 0 ? Optional.empty() : hit(expression).map(Hit::line);
    }

    /** How often it is found, also in the same line. */
    long times(int expression) {
      return mayBe(union, expression) < 0
          ? 0
          : suspects.stream()
              .filter(line -> mayBe(line.may(), expression) >= 0)
              .mapToLong(line -> patience.count(whole.get(expression).whole(), line.text()))
              .sum();
    }

    /** In how many lines it is found. */
    long lines(int expression) {
      return mayBe(union, expression) < 0
          ? 0
          : suspects.stream().filter(line -> piece(expression, line).isPresent()).count();
    }

    /** The first find of each of these expressions, by line and then by the table's order. */
    List<Hit> firsts(IntPredicate wanted) {
      List<Hit> hits = new ArrayList<>();
      for (int i = 0; i + 1 < from.length; i++) {
        if (wanted.test(i) && mayBe(union, i) >= 0) {
          hit(i).ifPresent(hits::add);
        }
      }
      hits.sort(Comparator.comparingInt(Hit::place));
      return hits;
    }

    private Optional<Hit> hit(int expression) {
      for (int place = 0; place < suspects.size(); place++) {
        Suspect line = suspects.get(place);
        Optional<String> piece = piece(expression, line);
        if (piece.isPresent()) {
          return Optional.of(new Hit(expression, place, line.text(), piece.get()));
        }
      }
      return Optional.empty();
    }

    private int mayBe(BitSet set, int expression) {
      int branch = set.nextSetBit(from[expression]);
      return branch >= from[expression + 1] ? -1 : branch;
    }

    /** The words that fit. */
    private Optional<String> piece(int expression, Suspect line) {
      for (int i = mayBe(line.may(), expression);
          i >= 0 && i < from[expression + 1];
          i = line.may().nextSetBit(i + 1)) {
        Optional<String> found = patience.first(branches.get(i).pattern(), line.text());
        if (found.isPresent()) {
          return isExcused(expression, line.text()) ? Optional.empty() : found;
        }
      }
      return Optional.empty();
    }

    private boolean isExcused(int expression, String text) {
      return whole.get(expression).but().flatMap(but -> patience.first(but, text)).isPresent();
    }
  }
}
