package dev.gatehand.journal;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.Policy;
import java.time.Instant;
import java.util.List;

/**
 * What a task is about, as it stood when it was asked for: later edits of the thread do not count.
 *
 * @param thread where it was asked and is answered; number 0 for a job that has no thread yet
 * @param commentId of the command; below 0 of a label or an assignment; 0 where neither started it
 * @param words what the person added to the command; their own consent, nothing else is
 * @param job name of the maintenance job, or empty
 * @param continues id of the task whose work goes on here, or empty
 * @param branch the branch that the work starts from and is to be merged into
 * @param head what that branch pointed at when it was asked, or empty: its newest commit. A head
 *     that was pushed after the comment is not what the person saw
 * @param fork whether that branch is in another repository: nothing is pushed there, the work is
 *     offered as a patch
 * @param participants ids of those who cannot be the second person
 * @param mode how careful the person wants it at least, a name of {@code policy.Mode}, or empty
 * @param authorRole what the thread's author could do in the repository when it was asked for, a
 *     name of {@code policy.Role}, or empty: nobody looked
 * @param approvedBy who said yes to the plan that this work follows, if somebody did
 * @param failures what the CI says is wrong with work of ours that is to be mended
 */
public record TaskRequest(
    Origin origin,
    Kind kind,
    Repository repository,
    ThreadRef thread,
    long commentId,
    Account by,
    String words,
    String job,
    String continues,
    String title,
    String body,
    Account author,
    List<Said> comments,
    String branch,
    String head,
    boolean fork,
    List<Long> participants,
    Instant at,
    String mode,
    String authorRole,
    List<Account> approvedBy,
    List<Failure> failures) {
  public TaskRequest {
    comments = List.copyOf(comments);
    participants = List.copyOf(participants);
    approvedBy = List.copyOf(approvedBy);
    failures = List.copyOf(failures);
  }

  /**
   * The mode in which a task of this policy works for this request: the most careful of all.
   *
   * @param since what people wanted it to be since the request, names of {@code policy.Mode}
   */
  public Mode modeUnder(Policy policy, List<String> since) {
    Mode wanted = since.stream().map(TaskRequest::named).reduce(named(mode), Mode::stricter);
    return switch (kind) {
      case PLAN, QUESTION -> Mode.PLAN;
      case FIX, MAINTENANCE -> worksUnder(policy).stricter(wanted);
    };
  }

  private static Mode named(String mode) {
    return Mode.named(mode).orElse(Mode.AUTO);
  }

  /** Where the policy's mode is plan, what follows a plan is asked step by step. */
  private Mode worksUnder(Policy policy) {
    return policy.mode() == Mode.PLAN && !continues.isEmpty() ? Mode.ASK : policy.mode();
  }

  /** Owner and name, for people. */
  public String repositoryName() {
    return repository.ref().toString();
  }

  /** Of the thread where it was asked, or 0. */
  public int threadNumber() {
    return thread.number();
  }

  /** What started it. */
  public enum Origin {
    COMMENT,
    SCHEDULE,
    PAGE,
    /** A label, or an assignment. */
    MARKING,
    /** The CI fails on what an earlier task pushed. */
    CHECKS;

    /** Whether people wait on the thread for word of it. */
    public boolean isOnThread() {
      return switch (this) {
        case COMMENT, MARKING, CHECKS -> true;
        case SCHEDULE, PAGE -> false;
      };
    }
  }

  /** What is to be done. */
  public enum Kind {
    FIX,
    PLAN,
    QUESTION,
    MAINTENANCE
  }

  /**
   * A check of a CI that failed. Its words come from what the CI ran: they are hostile.
   *
   * @param output the end of what it printed
   */
  public record Failure(String check, String summary, String output) {}

  /**
   * An earlier comment of the thread.
   *
   * @param role what its author could do in the repository when the task was asked for, a name of
   *     {@code policy.Role}, or empty: nobody looked
   */
  public record Said(Account by, String body, Instant at, String role) {}
}
