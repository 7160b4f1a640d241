package dev.gatehand.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds in one pass over a text which spellings of a whole table may stand in which of its lines
 * (the automaton of Aho and Corasick over their {@link Stems}). What it does not name cannot be
 * found in the line; what it names may be.
 */
final class Vocabulary {
  private final char[] classes = new char[128];
  private final int width;
  private final int[] next;

  /** For each state the branches whose stems end there. */
  private final int[][] ends;

  /** Branches that need nothing in particular. */
  private final BitSet always = new BitSet();

  /**
   * @param branches in an order that the numbers of {@link #in} refer to
   */
  Vocabulary(List<Branches.Branch> branches) {
    Map<String, BitSet> owners = new HashMap<>();
    for (int i = 0; i < branches.size(); i++) {
      List<String> stems = branches.get(i).stems().any();
      if (stems.isEmpty()) {
        always.set(i);
      }
      for (String stem : stems) {
        owners.computeIfAbsent(stem, _ -> new BitSet()).set(i);
      }
    }
    width = classify(owners);
    int most = 1 + owners.keySet().stream().mapToInt(String::length).sum();
    int[] table = new int[most * width];
    Map<Integer, BitSet> found = new HashMap<>();
    int states = plant(owners, table, found);
    ends = link(table, found, states);
    next = Arrays.copyOf(table, states * width);
  }

  /** Numbers of the branches that may be found in this line. */
  BitSet in(String line) {
    BitSet may = (BitSet) always.clone();
    int state = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      state = next[state * width + (c < 128 ? classes[c] : 0)];
      for (int branch : ends[state]) {
        may.set(branch);
      }
    }
    return may;
  }

  /** Each letter that a stem has is a class of its own, in both cases; all others are one. */
  private int classify(Map<String, BitSet> owners) {
    char count = 1;
    for (String stem : owners.keySet()) {
      for (int i = 0; i < stem.length(); i++) {
        char c = stem.charAt(i);
        if (c >= 128) {
          throw new IllegalArgumentException("only ASCII in expressions: " + stem);
        }
        if (classes[c] == 0) {
          classes[c] = count++;
        }
      }
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      classes[c] = classes[Character.toLowerCase(c)];
    }
    return count;
  }

  private int plant(Map<String, BitSet> owners, int[] table, Map<Integer, BitSet> found) {
    int states = 1;
    for (var owned : owners.entrySet()) {
      int state = 0;
      for (char c : owned.getKey().toCharArray()) {
        int cell = state * width + classes[c];
        if (table[cell] == 0) {
          table[cell] = states++;
        }
        state = table[cell];
      }
      found.computeIfAbsent(state, _ -> new BitSet()).or(owned.getValue());
    }
    return states;
  }

  /** Where no letter goes on, the longest end of what was read that is a beginning does. */
  private int[][] link(int[] table, Map<Integer, BitSet> found, int states) {
    int[] shorter = new int[states];
    var queue = new ArrayDeque<Integer>();
    queue.add(0);
    List<BitSet> all = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      all.add(found.getOrDefault(i, new BitSet()));
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int c = 0; c < width; c++) {
        int cell = state * width + c;
        int fallback = state == 0 ? 0 : table[shorter[state] * width + c];
        if (table[cell] == 0) {
          table[cell] = fallback;
        } else {
          shorter[table[cell]] = fallback;
          all.get(table[cell]).or(all.get(fallback));
          queue.add(table[cell]);
        }
      }
    }
    return all.stream().map(set -> set.stream().toArray()).toArray(int[][]::new);
  }
}
