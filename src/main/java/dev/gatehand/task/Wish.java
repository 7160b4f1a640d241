package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.policy.Mode;
import java.util.List;
import java.util.Optional;

/**
 * What a new task is to be; the rest of its request is what the thread says.
 *
 * @param continues id of the task whose work, or plan, goes on here, or empty
 * @param earlier ids of those who had a say in that one
 * @param approvedBy who said yes to the plan that it follows, if somebody did
 */
record Wish(
    Kind kind,
    Account by,
    String words,
    String continues,
    Optional<Mode> mode,
    List<Long> earlier,
    List<Account> approvedBy) {
  static Wish of(Kind kind, Comment comment, String words) {
    return new Wish(kind, comment.author(), words, "", Optional.empty(), List.of(), List.of());
  }

  Wish in(Optional<Mode> mode) {
    return new Wish(kind, by, words, continues, mode, earlier, approvedBy);
  }

  /** {@code took part}: those who had a say in what is gone on with. */
  Wish after(TaskId task, List<Long> tookPart) {
    return new Wish(kind, by, words, task.value(), mode, tookPart, approvedBy);
  }

  /** The same as a plan, which changes nothing and goes on from nothing. */
  Wish asPlan() {
    return new Wish(Kind.PLAN, by, words, "", Optional.empty(), List.of(), List.of());
  }
}
