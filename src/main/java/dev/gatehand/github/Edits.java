package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.text.Template;
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
    boolean byTimes = byTimes(comment);
    String node = Shapes.text(comment, "node_id");
    if (byTimes && !Shapes.text(comment, "updated_at").isEmpty() && node.isEmpty()) {
      return true;
    }
    return node.isEmpty() ? byTimes : byGraph(repository, node).orElse(byTimes);
  }

  static boolean byTimes(JsonNode comment) {
    String created = Shapes.text(comment, "created_at");
    return created.isEmpty() || !created.equals(Shapes.text(comment, "updated_at"));
  }

  private Optional<Boolean> byGraph(RepoRef repository, String node) {
    Answer answer = api.graph(repository, QUERY, Api.object().put("id", node), Call.Weight.ASK);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, "look up whether a comment of " + repository + " was edited");
    }
    JsonNode found = answer.json().path("data").path("node");
    JsonNode edited = found.path("includesCreatedEdit");
    JsonNode last = found.path("lastEditedAt");
    if (!edited.isBoolean() && !last.isTextual() && !last.isNull()) {
      return Optional.empty();
    }
    return Optional.of(edited.asBoolean() || last.isTextual());
  }
}
