package dev.gatehand.publish;

import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the gate stopped in a task and what people said to it, as rows for texts. */
public final class GateRecord {
  private GateRecord() {}

  /** Rows with {@code action}, {@code verdict}, {@code rule}, {@code who}. */
  public static List<Map<String, Object>> rows(TaskHistory history) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    for (AskProgress ask : history.asks()) {
      asked.addAll(ask.ask().callIds());
    }
    for (Event event : history.events()) {
      if (event instanceof Event.Judged judged
          && isNo(judged)
          && !asked.contains(judged.callId())) {
        rows.add(row(judged.action(), judged.verdict(), judged.reason().rule(), ""));
      }
    }
    for (AskProgress ask : history.asks()) {
      rows.add(
          row(
              ask.ask().action() + " " + ask.ask().target(),
              verdict(ask),
              ask.ask().reason().rule(),
              ask.answeredBy().map(answer -> answer.by().login()).orElse("")));
    }
    return rows;
  }

  /** Rows with {@code action}, {@code verdict}, {@code rule}, {@code because} for every no. */
  public static List<Map<String, Object>> explained(TaskHistory history) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Event event : history.events()) {
      if (event instanceof Event.Judged judged && !judged.verdict().equals("permit")) {
        rows.add(
            Map.of(
                "action", shortened(judged.action()),
                "verdict", judged.verdict(),
                "rule", judged.reason().rule(),
                "because", judged.reason().because()));
      }
    }
    return rows;
  }

  public static long blocked(TaskHistory history) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Judged judged && isNo(judged))
        .count();
  }

  private static boolean isNo(Event.Judged judged) {
    return judged.verdict().equals("blocked") || judged.verdict().equals("forbidden");
  }

  private static String verdict(AskProgress ask) {
    if (ask.denied()) {
      return "denied";
    }
    if (ask.closedBy().isPresent()) {
      return switch (ask.closedBy().get().closing()) {
        case EXPIRED -> "expired";
        case VOID -> "void";
      };
    }
    return ask.approved() ? "approved" : "open";
  }

  private static Map<String, Object> row(String action, String verdict, String rule, String who) {
    return Map.of("action", shortened(action), "verdict", verdict, "rule", rule, "who", who);
  }

  private static String shortened(String action) {
    return action.length() <= 200 ? action : action.substring(0, 200) + " [...]";
  }
}
