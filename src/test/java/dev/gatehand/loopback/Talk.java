package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.loopback.Ticket.Words;
import dev.gatehand.loopback.Written.Hand;
import dev.gatehand.loopback.Written.Reacted;
import java.util.Optional;

/** What happens on threads, whoever does it: it is stored, then the hooks hear of it. */
final class Talk {
  private final Site site;
  private final Shapes shapes;
  private final Webhooks hooks;

  Talk(Site site, Shapes shapes, Webhooks hooks) {
    this.site = site;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  Ticket openIssue(Repo repo, Hand hand, Words words) {
    Ticket ticket =
        new Ticket(repo, repo.nextNumber(), site.nextId(), hand, words, null, site.now());
    repo.tickets.put(ticket.number, ticket);
    tellIssue("opened", ticket, hand.user());
    return ticket;
  }

  Remark comment(Ticket ticket, Hand hand, String body) {
    Remark remark = new Remark(ticket, site.nextId(), hand, body, null, site.now());
    ticket.remarks.add(remark);
    ticket.repo.remarks.put(remark.id, remark);
    ticket.updatedAt = site.now();
    tellComment("created", remark, hand.user(), null);
    return remark;
  }

  void edit(Remark remark, User by, String body) {
    String before = remark.body;
    remark.rewrite(body, by, site.now());
    tellComment("edited", remark, by, before);
  }

  void delete(Remark remark, User by) {
    remark.ticket.remarks.remove(remark);
    remark.ticket.repo.remarks.remove(remark.id);
    tellComment("deleted", remark, by, null);
  }

  /** The reaction, and whether it is new. */
  Optional<Reacted> reaction(Written subject, User by, String content) {
    return subject.reactions.stream()
        .filter(it -> it.by().equals(by) && it.content().equals(content))
        .findFirst();
  }

  Reacted react(Written subject, User by, String content) {
    Reacted reacted = new Reacted(site.nextId(), by, content, site.now());
    subject.reactions.add(reacted);
    return reacted;
  }

  void settle(Ticket ticket, boolean open, User by, String reason) {
    if (ticket.open == open) {
      return;
    }
    ticket.settle(open, by, ticket.isPull() ? null : reason, site.now());
    tell(open ? "reopened" : "closed", ticket, by, Json.object());
  }

  void reword(Ticket ticket, User by, Words words) {
    ObjectNode changes = Json.object();
    if (!ticket.title.equals(words.title())) {
      changes.set("title", Json.object("from", ticket.title));
    }
    if (words.body() != null && !words.body().equals(ticket.body)) {
      changes.set("body", Json.object("from", ticket.body));
    }
    if (changes.isEmpty()) {
      return;
    }
    if (changes.has("title")) {
      ticket.renamings.add(new Ticket.Renaming(ticket.title, words.title(), site.now()));
    }
    ticket.title = words.title();
    if (changes.has("body")) {
      ticket.rewrite(words.body(), by, site.now());
    }
    ticket.updatedAt = site.now();
    tell("edited", ticket, by, Json.object("changes", changes));
  }

  void label(Ticket ticket, User by, String name) {
    ticket.repo.labels.putIfAbsent(name, "ededed");
    if (ticket.labels.add(name)) {
      note("labeled", ticket, by, name, null);
      ticket.updatedAt = site.now();
      tell("labeled", ticket, by, Json.object("label", shapes.label(ticket.repo, name)));
    }
  }

  void unlabel(Ticket ticket, User by, String name) {
    if (ticket.labels.remove(name)) {
      note("unlabeled", ticket, by, name, null);
      ticket.updatedAt = site.now();
      tell("unlabeled", ticket, by, Json.object("label", shapes.label(ticket.repo, name)));
    }
  }

  void assign(Ticket ticket, User by, User whom) {
    if (ticket.assignees.add(whom)) {
      note("assigned", ticket, by, null, whom);
      ticket.updatedAt = site.now();
      tell("assigned", ticket, by, Json.object("assignee", shapes.user(whom)));
    }
  }

  private void note(String event, Ticket ticket, User by, String label, User whom) {
    ticket.markings.add(new Ticket.Marked(site.nextId(), event, by, label, whom, site.now()));
  }

  /** Tells of something that issues and pull requests have alike. */
  void tell(String action, Ticket ticket, User by, ObjectNode more) {
    if (ticket.isPull()) {
      ObjectNode payload = Json.object("action", action, "number", ticket.number);
      payload.set("pull_request", new PullShapes(shapes).full(ticket));
      payload.setAll(more);
      announce("pull_request", action, ticket.repo, by, payload);
    } else {
      ObjectNode payload = Json.object("action", action, "issue", shapes.issue(ticket));
      payload.setAll(more);
      announce("issues", action, ticket.repo, by, payload);
    }
  }

  void announce(String event, String action, Repo repo, User sender, ObjectNode payload) {
    payload.set("repository", shapes.repo(repo));
    payload.set("sender", shapes.user(sender));
    hooks.announce(site, event, action, repo, payload);
  }

  private void tellIssue(String action, Ticket ticket, User by) {
    tell(action, ticket, by, Json.object());
  }

  private void tellComment(String action, Remark remark, User by, String before) {
    ObjectNode payload = Json.object("action", action);
    if (before != null) {
      payload.set("changes", Json.object("body", Json.object("from", before)));
    }
    if (remark.onLine()) {
      PullShapes pulls = new PullShapes(shapes);
      payload.set("pull_request", pulls.pull(remark.ticket));
      payload.set("comment", pulls.lineComment(remark));
      announce("pull_request_review_comment", action, remark.ticket.repo, by, payload);
    } else {
      payload.set("issue", shapes.issue(remark.ticket));
      payload.set("comment", shapes.comment(remark));
      announce("issue_comment", action, remark.ticket.repo, by, payload);
    }
  }
}
