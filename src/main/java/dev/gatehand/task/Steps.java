package dev.gatehand.task;

import dev.gatehand.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a task has done so far, as a short list that people read: reads are counted, not listed. */
final class Steps {
  private static final int SHOWN = 8;

  private Steps() {}

  /** Rows with {@code action} and {@code result}, oldest first, the last few only. */
  static List<Map<String, Object>> of(List<Event> events) {
    Map<String, String> actions = new HashMap<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    int reads = 0;
    for (Event event : events) {
      if (event instanceof Event.Judged judged) {
        actions.put(judged.callId(), judged.action());
        if (judged.verdict().equals("blocked") || judged.verdict().equals("forbidden")) {
          rows.add(row(judged.action(), judged.verdict() + " by " + judged.reason().rule()));
        }
      }
      if (event instanceof Event.Performed done && actions.containsKey(done.callId())) {
        String action = actions.get(done.callId());
        if (action.startsWith("read ") || action.startsWith("search ")) {
          reads++;
        } else {
          rows.add(row(action, done.failed() ? "failed" : "done"));
        }
      }
    }
    List<Map<String, Object>> last =
        new ArrayList<>(rows.subList(Math.max(0, rows.size() - SHOWN), rows.size()));
    if (reads > 0) {
      last.addFirst(row("read and search", reads == 1 ? "once" : reads + " times"));
    }
    return last;
  }

  private static Map<String, Object> row(String action, String result) {
    String line = action.lines().findFirst().orElse("");
    boolean shortened = line.length() > 100 || line.length() < action.length();
    String shown = shortened ? line.substring(0, Math.min(100, line.length())) + " [...]" : line;
    return Map.of("action", shown, "result", result, "good", !result.equals("failed"));
  }
}
