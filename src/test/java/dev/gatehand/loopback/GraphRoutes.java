package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/** The little of GraphQL that REST cannot say: who edited what, and reactions to reviews. */
final class GraphRoutes {
  void into(Router router) {
    router.post("/graphql", Need.NOTHING, GraphRoutes::answer);
  }

  private static Answer answer(Call call) {
    if (call.token() == null) {
      throw Refused.of(401, "Requires authentication");
    }
    String query = call.body().path("query").asText();
    String id = call.body().path("variables").path("id").asText();
    Optional<Written> found = find(call.site(), id);
    if (query.contains("addReaction")) {
      found.ifPresent(
          it ->
              it.reactions.add(
                  new Written.Reacted(
                      call.site().nextId(),
                      call.token().user(),
                      call.body().path("variables").path("content").asText(),
                      call.site().now())));
      return Answer.ok(Json.object("data", Json.object()));
    }
    ObjectNode node = Json.object();
    found.ifPresent(
        it -> {
          node.put("includesCreatedEdit", it.lastEditedAt != null);
          node.put("lastEditedAt", it.lastEditedAt == null ? null : it.lastEditedAt.toString());
        });
    ObjectNode data = Json.object();
    data.set("node", found.isPresent() ? node : null);
    return Answer.ok(Json.object("data", data));
  }

  private static Optional<Written> find(Site site, String nodeId) {
    return site.repos().stream()
        .flatMap(
            repo ->
                Stream.concat(
                    repo.remarks.values().stream(),
                    repo.tickets.values().stream()
                        .filter(Ticket::isPull)
                        .flatMap(ticket -> ticket.pull.reviews.stream())))
        .map(Written.class::cast)
        .filter(it -> it.nodeId().equals(nodeId))
        .findFirst();
  }
}
