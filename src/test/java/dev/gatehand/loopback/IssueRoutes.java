package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.loopback.Ticket.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Issues, and what they share with pull requests. */
final class IssueRoutes {
  private static final String ISSUES = "/repos/{owner}/{repo}/issues";
  private static final String ISSUE = ISSUES + "/{issue_number}";
  private static final String[] EITHER = {"issues", "pull_requests"};
  private final Shapes shapes;
  private final Talk talk;

  IssueRoutes(Shapes shapes, Talk talk) {
    this.shapes = shapes;
    this.talk = talk;
  }

  void into(Router router) {
    router
        .get(ISSUES, Need.read("issues"), this::list)
        .post(ISSUES, Need.talk("issues"), this::open)
        .get(ISSUE, Need.read(EITHER), call -> Answer.ok(shapes.issue(call.ticket())))
        .patch(ISSUE, Need.talk(EITHER), this::change)
        .get(ISSUES + "/events", Need.read(EITHER), this::allEvents)
        .get(ISSUE + "/events", Need.read(EITHER), this::events)
        .get(ISSUE + "/labels", Need.read(EITHER), this::labels)
        .post(ISSUE + "/labels", Need.write(Access.TRIAGE, EITHER), this::label)
        .delete(ISSUE + "/labels/{name}", Need.write(Access.TRIAGE, EITHER), this::unlabel)
        .post(ISSUE + "/assignees", Need.write(Access.TRIAGE, EITHER), this::assign)
        .get("/repos/{owner}/{repo}/labels", Need.read(EITHER), this::allLabels)
        .post("/repos/{owner}/{repo}/labels", Need.write(Access.WRITE, EITHER), this::newLabel)
        .get("/repos/{owner}/{repo}/labels/{name}", Need.read(EITHER), this::oneLabel);
  }

  /** That it was renamed, labelled or assigned. */
  private Answer events(Call call) {
    return Answer.page(call, events(call.ticket()));
  }

  /** Of all threads, newest first. */
  private Answer allEvents(Call call) {
    List<ObjectNode> all = new ArrayList<>();
    for (Ticket ticket : call.repo().tickets.values()) {
      for (ObjectNode event : events(ticket)) {
        event.set("issue", shapes.issue(ticket));
        all.add(event);
      }
    }
    all.sort(Comparator.comparingLong((ObjectNode it) -> it.path("id").asLong()).reversed());
    return Answer.page(call, all);
  }

  private List<ObjectNode> events(Ticket ticket) {
    List<ObjectNode> events = new ArrayList<>();
    for (Ticket.Renaming it : ticket.renamings) {
      ObjectNode event =
          event(ticket.repo, it.at().toEpochMilli(), "renamed", ticket.author, it.at());
      event.set("rename", Json.object("from", it.before(), "to", it.after()));
      events.add(event);
    }
    for (Ticket.Marked it : ticket.markings) {
      ObjectNode event = event(ticket.repo, it.id(), it.event(), it.by(), it.at());
      if (it.whom() == null) {
        event.set("label", Json.object("name", it.label(), "color", "ededed"));
      } else {
        event.set("assignee", shapes.user(it.whom()));
        event.set("assigner", shapes.user(it.by()));
      }
      events.add(event);
    }
    return events;
  }

  private ObjectNode event(Repo repo, long id, String name, User actor, java.time.Instant at) {
    return Json.object(
        "id",
        id,
        "node_id",
        "LE_" + id,
        "url",
        shapes.api(repo) + "/issues/events/" + id,
        "event",
        name,
        "actor",
        shapes.user(actor),
        "commit_id",
        null,
        "commit_url",
        null,
        "created_at",
        at.toString());
  }

  private Answer list(Call call) {
    String state = call.query().getOrDefault("state", "open");
    String creator = call.query().get("creator");
    List<String> labels = List.of(call.query().getOrDefault("labels", "").split(","));
    List<? extends JsonNode> found =
        call.repo().tickets.values().stream()
            .filter(it -> state.equals("all") || it.open == state.equals("open"))
            .filter(it -> creator == null || it.author.login().equalsIgnoreCase(creator))
            .filter(it -> labels.getFirst().isEmpty() || it.labels.containsAll(labels))
            .filter(it -> !it.updatedAt.isBefore(call.since()))
            .sorted(order(call))
            .map(shapes::issue)
            .toList();
    return Answer.page(call, found);
  }

  private static Comparator<Ticket> order(Call call) {
    Function<Ticket, java.time.Instant> time =
        call.query().getOrDefault("sort", "created").equals("updated")
            ? it -> it.updatedAt
            : it -> it.createdAt;
    Comparator<Ticket> order = Comparator.comparing(time).thenComparingInt(it -> it.number);
    return call.descending("desc") ? order.reversed() : order;
  }

  private Answer open(Call call) {
    String title = call.required("Issue", "title");
    Ticket ticket =
        talk.openIssue(
            call.repo(), call.hand(), new Words(title, call.optional("body").orElse(null)));
    // Without the right to, labels are dropped silently.
    if (call.access().atLeast(Access.TRIAGE)) {
      call.body().path("labels").forEach(it -> talk.label(ticket, user(call), nameOf(it)));
      call.body().path("assignees").forEach(it -> assign(call, ticket, it.asText()));
    }
    return Answer.created(shapes.issue(ticket));
  }

  private Answer change(Call call) {
    Ticket ticket = call.ticket();
    if (!ticket.author.equals(user(call)) && !call.access().atLeast(Access.TRIAGE)) {
      throw Refused.notYours();
    }
    String title = call.optional("title").orElse(ticket.title);
    talk.reword(ticket, user(call), new Words(title, call.optional("body").orElse(ticket.body)));
    call.optional("state")
        .ifPresent(
            state -> {
              if (!List.of("open", "closed").contains(state)) {
                throw Refused.invalid("Issue", "state", "invalid", "");
              }
              talk.settle(
                  ticket,
                  state.equals("open"),
                  user(call),
                  call.optional("state_reason").orElse("completed"));
            });
    return Answer.ok(shapes.issue(ticket));
  }

  private Answer labels(Call call) {
    Ticket ticket = call.ticket();
    return Answer.page(
        call, ticket.labels.stream().map(it -> shapes.label(ticket.repo, it)).toList());
  }

  private Answer label(Call call) {
    Ticket ticket = call.ticket();
    JsonNode names = call.body().path("labels");
    if (!names.isArray()) {
      throw Refused.invalid("Label", "labels", "missing_field", "");
    }
    names.forEach(it -> talk.label(ticket, user(call), nameOf(it)));
    return Answer.ok(
        Json.array(ticket.labels.stream().map(it -> shapes.label(ticket.repo, it)).toList()));
  }

  private Answer unlabel(Call call) {
    Ticket ticket = call.ticket();
    if (!ticket.labels.contains(call.path().get("name"))) {
      throw Refused.of(404, "Label does not exist");
    }
    talk.unlabel(ticket, user(call), call.path().get("name"));
    return labels(call);
  }

  private Answer assign(Call call) {
    Ticket ticket = call.ticket();
    call.body().path("assignees").forEach(it -> assign(call, ticket, it.asText()));
    return Answer.created(shapes.issue(ticket));
  }

  /** Somebody who cannot be assigned is left out silently. */
  private void assign(Call call, Ticket ticket, String login) {
    call.site()
        .user(login)
        .filter(it -> ticket.repo.accessOf(it).atLeast(Access.READ))
        .ifPresent(whom -> talk.assign(ticket, user(call), whom));
  }

  private Answer allLabels(Call call) {
    Repo repo = call.repo();
    return Answer.page(
        call, repo.labels.keySet().stream().map(it -> shapes.label(repo, it)).toList());
  }

  private Answer oneLabel(Call call) {
    Repo repo = call.repo();
    if (!repo.labels.containsKey(call.path().get("name"))) {
      throw Refused.notFound();
    }
    return Answer.ok(shapes.label(repo, call.path().get("name")));
  }

  private Answer newLabel(Call call) {
    String name = call.required("Label", "name");
    if (call.repo().labels.putIfAbsent(name, call.optional("color").orElse("ededed")) != null) {
      throw Refused.invalid("Label", "name", "already_exists", "");
    }
    return Answer.created(shapes.label(call.repo(), name));
  }

  private static String nameOf(JsonNode label) {
    return label.isObject() ? label.path("name").asText() : label.asText();
  }

  private static User user(Call call) {
    return call.hand().user();
  }
}
