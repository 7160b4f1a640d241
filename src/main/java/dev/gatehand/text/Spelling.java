package dev.gatehand.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Spelling {
  private Spelling() {}

  /** The nearest of the words, when it is near enough to be meant. */
  public static Optional<String> nearest(String written, Collection<String> words) {
    if (written.length() > 60) {
      return Optional.empty();
    }
    String folded = written.toLowerCase(Locale.ROOT);
    return words.stream()
        .filter(word -> distance(folded, word.toLowerCase(Locale.ROOT)) <= 1 + word.length() / 4)
        .min(Comparator.comparingInt(word -> distance(folded, word.toLowerCase(Locale.ROOT))));
  }

  /** Levenshtein's: how many letters to insert, leave out or exchange; both are short. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
