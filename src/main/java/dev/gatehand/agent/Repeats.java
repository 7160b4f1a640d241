package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.model.ToolCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Notices an agent that goes round in circles: the same call while the files are the same. A check
 * that is run again after an edit is no repetition: the files are others.
 */
final class Repeats {
  /** So often, and the agent is told; so often again, and the work ends. */
  static final int TOLD = 4;

  static final int TOO_OFTEN = 8;
  private static final int LOOKED_BACK = 30;

  /** Who gets no answer that could be another one is not waiting for another one. */
  private static final String NOTHING = "[exit 0]";

  private final Deque<List<String>> recent = new ArrayDeque<>();
  private int newest;
  private boolean told;

  void apply(Event event, Map<String, ToolCall> calls) {
    if (event instanceof Event.Performed done
        && calls.containsKey(done.callId())
        && !done.text().equals(NOTHING)) {
      ToolCall call = Objects.requireNonNull(calls.get(done.callId()));
      List<String> key = List.of(call.tool(), call.input().toString(), done.tree().value());
      recent.addLast(key);
      if (recent.size() > LOOKED_BACK) {
        recent.removeFirst();
      }
      newest = (int) recent.stream().filter(key::equals).count();
    }
    if (event instanceof Event.Noted noted && noted.about().equals(Event.Noted.LOOP)) {
      told = true;
    }
    if (event instanceof Event.Steered || event instanceof Event.Answered) {
      recent.clear();
      newest = 0;
      told = false;
    }
  }

  /** How often the newest call was made of late. */
  int newest() {
    return newest;
  }

  boolean told() {
    return told;
  }
}
