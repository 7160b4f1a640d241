package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.ThreadRef;
import java.time.Instant;
import java.util.Optional;

/**
 * How the words of a thread stood when a comment asked for work on them: an attacker waits for a
 * maintainer's command, and then says something else.
 */
final class Standings {
  /** Stands for a text that was changed after the comment that asked: nobody asked for that. */
  private static final String CHANGED =
      "(This text was changed after the request was made; Gatehand does not read it.)";

  private final Api api;
  private final Edits edits;

  Standings(Api api) {
    this.api = api;
    this.edits = new Edits(api);
  }

  /** The title as it was: the one before the first renaming that came after. */
  String title(ThreadRef thread, String now, Instant moment) {
    String path = "/issues/" + thread.number() + "/events?per_page=100";
    for (JsonNode event : api.all(thread.repository(), path, Call.Weight.WORK)) {
      Optional<Instant> at = Shapes.instantIfAny(event, "created_at");
      boolean later = at.filter(it -> !it.isBefore(moment)).isPresent();
      if (later && Shapes.text(event, "event").equals("renamed")) {
        return Shapes.text(event.path("rename"), "from");
      }
    }
    return now;
  }

  /** The body, unless it was changed since: its old words are nowhere to be had. */
  String body(ThreadRef thread, JsonNode issue, Instant moment) {
    boolean changed =
        edits
            .last(thread.repository(), Shapes.text(issue, "node_id"))
            .filter(at -> !at.isBefore(moment))
            .isPresent();
    return changed ? CHANGED : Shapes.text(issue, "body");
  }
}
