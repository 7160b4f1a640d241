package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Marking;
import dev.gatehand.forge.Marking.What;
import dev.gatehand.forge.ThreadRef;
import java.util.List;
import java.util.Optional;

/**
 * Labels and assignments, with who did it and when. A webhook tells of them without the id of the
 * event, so it is only a reason to look here.
 */
final class IssueEvents {
  private final Api api;

  IssueEvents(Api api) {
    this.api = api;
  }

  List<Marking> markings(ThreadRef thread) {
    String path = "/issues/" + thread.number() + "/events?per_page=100";
    return api.all(thread.repository(), path, Call.Weight.WORK).stream()
        .flatMap(event -> marking(event).stream())
        .toList();
  }

  /** Whether this event of a repository's list is one of these. */
  static boolean isMarking(JsonNode event) {
    return marking(event).isPresent();
  }

  private static Optional<Marking> marking(JsonNode event) {
    Optional<What> what =
        switch (Shapes.text(event, "event")) {
          case "labeled" -> Optional.of(new What.Labeled(label(event)));
          case "unlabeled" -> Optional.of(new What.Unlabeled(label(event)));
          case "assigned" -> Optional.of(new What.Assigned(Shapes.account(event.path("assignee"))));
          case "unassigned" ->
              Optional.of(new What.Unassigned(Shapes.account(event.path("assignee"))));
          default -> Optional.empty();
        };
    // Of an assignment, the actor was once whoever is assigned: the assigner is who did it.
    String by = event.path("assigner").isObject() ? "assigner" : "actor";
    boolean assigned = what.filter(it -> it instanceof What.Assigned).isPresent();
    return what.filter(_ -> event.path("id").isIntegralNumber())
        .filter(_ -> !assigned || by.equals("assigner"))
        .flatMap(
            it ->
                Shapes.instantIfAny(event, "created_at")
                    .map(
                        at ->
                            new Marking(
                                event.path("id").asLong(),
                                Shapes.account(event.path(by)),
                                at,
                                it)));
  }

  private static String label(JsonNode event) {
    return Shapes.text(event.path("label"), "name");
  }
}
