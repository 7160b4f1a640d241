package dev.gatehand.loopback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An issue, or a pull request with its {@link Pull}. */
final class Ticket extends Written {
  final Repo repo;
  final int number;

  /** Null for an issue. */
  final Pull pull;

  final Set<String> labels = new LinkedHashSet<>();
  final Set<User> assignees = new LinkedHashSet<>();
  final List<Remark> remarks = new ArrayList<>();
  final List<Renaming> renamings = new ArrayList<>();
  final List<Marked> markings = new ArrayList<>();
  String title;
  boolean open = true;
  boolean locked;
  Instant closedAt;
  User closedBy;
  String stateReason;

  Ticket(Repo repo, int number, long id, Hand hand, Words words, Pull pull, Instant at) {
    super(id, hand, words.body(), at);
    this.repo = repo;
    this.number = number;
    this.title = words.title();
    this.pull = pull;
  }

  boolean isPull() {
    return pull != null;
  }

  void settle(boolean opened, User by, String reason, Instant at) {
    open = opened;
    closedAt = opened ? null : at;
    closedBy = opened ? null : by;
    stateReason = opened ? "reopened" : reason;
    updatedAt = at;
  }

  @Override
  String kind() {
    return isPull() ? "PR" : "I";
  }

  /** A title that was given up. */
  record Renaming(String before, String after, Instant at) {}

  /** A label or an assignment; {@code whom} is null for a label, {@code label} for the other. */
  record Marked(long id, String event, User by, String label, User whom, Instant at) {}

  /** A title and a body (null when there is none). */
  record Words(String title, String body) {}
}
