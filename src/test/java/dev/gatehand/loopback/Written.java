package dev.gatehand.loopback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Something that somebody wrote: an issue, a comment, a review. Guarded by the {@link Site}. */
abstract class Written {
  final long id;
  final User author;

  /** Through which app; null for a person's own hand. */
  final App via;

  final Instant createdAt;
  final List<Reacted> reactions = new ArrayList<>();
  String body;
  Instant updatedAt;

  /** Null until it is edited; GitHub tells it over GraphQL only. */
  Instant lastEditedAt;

  User editor;

  Written(long id, Hand hand, String body, Instant at) {
    this.id = id;
    this.author = hand.user();
    this.via = hand.app();
    this.body = body;
    this.createdAt = at;
    this.updatedAt = at;
  }

  final void rewrite(String newBody, User by, Instant at) {
    body = newBody;
    editor = by;
    lastEditedAt = at;
    updatedAt = at;
  }

  /** The prefix of its node id. */
  abstract String kind();

  final String nodeId() {
    return kind() + "_kwLO" + id;
  }

  /** A reaction; one person sets each content once. */
  record Reacted(long id, User by, String content, Instant at) {}

  /** Who acts, and through which app ({@code app} is null for a person's own hand). */
  record Hand(User user, App app) {
    static Hand of(User user) {
      return new Hand(user, null);
    }
  }
}
