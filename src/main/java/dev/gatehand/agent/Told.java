package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the agent was told about its own work, and what came of it. */
final class Told {
  private final Repeats repeats = new Repeats();
  private String wrapUp = "";
  private @Nullable Reply lastWords;
  private boolean warned;

  void apply(Event event, Map<String, ToolCall> calls) {
    repeats.apply(event, calls);
    if (event instanceof Event.Noted(String about, String words)) {
      warned |= about.equals(Event.Noted.BUDGET);
      wrapUp = about.equals(Event.Noted.WRAP_UP) ? words : wrapUp;
    }
    if (event instanceof Event.Replied replied && !wrapUp.isEmpty()) {
      lastWords = replied.reply();
    }
    if (event instanceof Event.Steered) {
      wrapUp = "";
      lastWords = null;
    }
  }

  Repeats repeats() {
    return repeats;
  }

  /** Why the next reply, or the last one, is the agent's last; empty while it works. */
  String wrapUp() {
    return wrapUp;
  }

  /** The reply after which nothing more is done. */
  Optional<Reply> lastWords() {
    return Optional.ofNullable(lastWords);
  }

  /** Whether the agent knows that its budget ends soon. */
  boolean warned() {
    return warned;
  }
}
