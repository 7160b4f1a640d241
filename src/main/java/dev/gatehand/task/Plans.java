package dev.gatehand.task;

import dev.gatehand.command.Authority;
import dev.gatehand.command.Command;
import dev.gatehand.escalation.AnswerRules;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.People;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plans that stand on threads. A person's yes to one counts by the rules of asks: from somebody
 * who may approve and took no part, to the very words that were posted, before its time is over.
 */
public final class Plans {
  /** What the line to copy repeats after the id. */
  static final String TARGET = "plan";

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** So many questions can have been asked after a plan that still stands. */
  private static final int LOOKED_BACK = 20;

  private final TaskStore store;
  private final Journal journal;
  private final Forge forge;
  private final Dispatches dispatches;
  private final RepositoryPolicies policies;
  private final InstantSource clock;

  public Plans(
      TaskStore store,
      Journal journal,
      Forge forge,
      Dispatches dispatches,
      RepositoryPolicies policies,
      InstantSource clock) {
    this.store = store;
    this.journal = journal;
    this.forge = forge;
    this.dispatches = dispatches;
    this.policies = policies;
    this.clock = clock;
  }

  /** A plan that was posted; {@code ended}: since when it stands. */
  record Plan(TaskId task, AskId id, TaskHistory history, Instant ended) {
    TaskRequest request() {
      return history.request();
    }

    /** Whoever gave it direction. */
    Set<Long> steered() {
      return history.events().stream()
          .filter(Event.Steered.class::isInstance)
          .map(event -> ((Event.Steered) event).by().id())
          .collect(Collectors.toSet());
    }
  }

  /** The id under which a plan is approved. It follows from its words: another plan, another id. */
  static AskId idOf(TaskId task, String plan) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((task.value() + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] bytes = digest.digest(plan.getBytes(StandardCharsets.UTF_8));
      StringBuilder id = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        id.append(i == 4 ? "-" : "").append(LETTERS.charAt(bytes[i] & 31));
      }
      return new AskId(id.toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The line that approves a plan. */
  static String line(AskId id) {
    return "/agent approve " + id + " " + TARGET;
  }

  /** The plan that the next work on a thread follows: nothing but questions came after it. */
  Optional<Plan> standingOn(ThreadRef thread) {
    return store.latestOn(thread, LOOKED_BACK).stream()
        .filter(task -> task.kind() != Kind.QUESTION)
        .findFirst()
        .flatMap(this::plan);
  }

  /** Whether there was a plan of this id on a thread, which does not stand any more. */
  boolean wasOn(ThreadRef thread, AskId id) {
    return store.latestOn(thread, LOOKED_BACK).stream()
        .anyMatch(task -> plan(task).filter(plan -> plan.id().equals(id)).isPresent());
  }

  private Optional<Plan> plan(TaskView task) {
    if (task.kind() != Kind.PLAN || task.state() != TaskState.DONE) {
      return Optional.empty();
    }
    TaskHistory history = TaskHistory.of(journal.read(task.id(), 0));
    return history
        .finished()
        .filter(Event.Finished::complete)
        .map(it -> new Plan(task.id(), idOf(task.id(), it.summary()), history, task.changed()));
  }

  /** Why a person's yes does not count; empty when it does. */
  Optional<String> objection(Plan plan, Comment answer) {
    RepoRef repository = answer.ref().thread().repository();
    People people = policies.of(repository).people();
    Optional<String> objection =
        AnswerRules.objection(
            new AnswerRules.Circumstances(
                plan.ended().plus(people.askDeadline()),
                plan.request(),
                plan.steered(),
                answer,
                forge.roleOf(repository, answer.author()),
                people,
                clock.instant()));
    return objection.or(() -> changed(plan)).or(() -> noLongerCommanded(plan, people));
  }

  /**
   * A writer of the repository can edit the comment with the plan: what people then read is not
   * what the work would follow.
   */
  private Optional<String> changed(Plan plan) {
    String key = Reporting.answerKey(plan.task());
    String words = dispatches.marked(key, Reporting.answerText(plan.task(), plan.history()));
    return dispatches
            .posted(key, plan.history().thread())
            .filter(posted -> !posted.edited())
            .filter(posted -> posted.body().equals(words))
            .isPresent()
        ? Optional.empty()
        : Optional.of("the comment with the plan is not what was posted; let it be planned anew");
  }

  /** The work is still that of whoever asked for the plan. */
  private Optional<String> noLongerCommanded(Plan plan, People people) {
    TaskRequest request = plan.request();
    var role = forge.roleOf(request.thread().repository(), request.by());
    return Authority.refusal(new Command.Fix(""), role, request.by(), people)
        .map(why -> request.by().login() + ", who asked for the plan, may not any more: " + why);
  }

  /** Those who cannot be the second person in what follows it. */
  static List<Long> participants(Plan plan) {
    return Stream.concat(plan.request().participants().stream(), plan.steered().stream())
        .distinct()
        .toList();
  }
}
