package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.text.Template;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody ever changed a comment. The times in a REST answer can't tell: they are in
 * seconds, and a writer who changes what another one wrote in its first second would go unseen.
 * GraphQL knows; only where there is none, the times decide, and where there are none, it counts as
 * changed.
 */
final class Edits {
  private static final String QUERY = Template.resource("github/edited.graphql");
  private final Api api;

  Edits(Api api) {
    this.api = api;
  }

  boolean isEdited(RepoRef repository, JsonNode comment) {
    JsonNode found = ask(repository, Shapes.text(comment, "node_id"));
    JsonNode edited = found.path("includesCreatedEdit");
    JsonNode last = found.path("lastEditedAt");
    boolean told = edited.isBoolean() || last.isTextual();
    return told ? (edited.asBoolean() || last.isTextual()) : byTimes(comment);
  }

  /** When a text was edited last; empty when never, or when nothing can be told. */
  Optional<Instant> last(RepoRef repository, String node) {
    return Shapes.instantIfAny(ask(repository, node), "lastEditedAt");
  }

  static boolean byTimes(JsonNode comment) {
    String created = Shapes.text(comment, "created_at");
    return created.isEmpty() || !created.equals(Shapes.text(comment, "updated_at"));
  }

  private JsonNode ask(RepoRef repository, String node) {
    if (node.isEmpty()) {
      return MissingNode.getInstance();
    }
    Answer answer = api.graph(repository, QUERY, Api.object().put("id", node), Call.Weight.ASK);
    if (answer.isGood()) {
      return answer.json().path("data").path("node");
    }
    if (answer.status() == 401 || answer.status() >= 500) {
      throw Refused.of(answer, "look up whether a text of " + repository + " was edited");
    }
    return MissingNode.getInstance();
  }
}
