package dev.gatehand.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an edit does to the text of a file, line by line: lines that stay are nobody's doing.
 *
 * @param added lines that were not there, in order
 * @param removed lines that are no longer there, in order
 * @param patience with which all of it is searched
 */
record TextChange(
    RepoPath path,
    String before,
    String after,
    List<String> added,
    List<String> removed,
    Patience patience) {

  static TextChange of(RepoPath path, Action.Edit edit) {
    String before = text(edit.before());
    String after = text(edit.after());
    return new TextChange(
        path,
        before,
        after,
        minus(after, before),
        minus(before, after),
        new Patience((long) before.length() + after.length()));
  }

  /** Lines of the first text that the second does not have, counting how often. */
  static List<String> minus(String text, String other) {
    Map<String, Integer> stock = new HashMap<>();
    other.lines().forEach(line -> stock.merge(line, 1, Integer::sum));
    return text.lines().filter(line -> stock.merge(line, -1, Integer::sum) < 0).toList();
  }

  private static String text(FileState state) {
    return state instanceof FileState.Present present ? present.text() : "";
  }
}
