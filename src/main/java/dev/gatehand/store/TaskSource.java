package dev.gatehand.store;

import dev.gatehand.journal.TaskRequest;

/**
 * Names what must start one task only: a comment, a label put on, a commit on which the CI fails, a
 * due time, a click on a page.
 */
final class TaskSource {
  private TaskSource() {}

  /** With the repository's own id: its name can change. */
  static String of(TaskRequest request) {
    String repository = request.repository().id();
    return switch (request.origin()) {
      case COMMENT ->
          "comment/%s/%d/%d".formatted(repository, request.thread().number(), request.commentId());
      case MARKING ->
          "marking/%s/%d/%d".formatted(repository, request.thread().number(), request.commentId());
      case CHECKS ->
          "checks/%s/%d/%s".formatted(repository, request.thread().number(), request.head());
      case SCHEDULE ->
          "schedule/%s/%s/%d".formatted(repository, request.job(), request.at().toEpochMilli());
      case PAGE ->
          "page/%s/%s/%d/%d"
              .formatted(repository, request.job(), request.by().id(), request.at().toEpochMilli());
    };
  }
}
