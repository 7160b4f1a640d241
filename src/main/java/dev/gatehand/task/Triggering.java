package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Marking;
import dev.gatehand.forge.Marking.What;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.policy.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which labels and assignments ask for work. Only the newest of each counts, and only while it
 * stands: a label that was taken off again before it was heard was a slip of the hand.
 */
public final class Triggering {
  /** A label from before the policy named it must not start anything when the thread is touched. */
  private static final Duration OLDEST = Duration.ofDays(3);

  private final Forge forge;
  private final Triggers triggers;
  private final InstantSource clock;

  public Triggering(Forge forge, Triggers triggers, InstantSource clock) {
    this.forge = forge;
    this.triggers = triggers;
    this.clock = clock;
  }

  /** The requests that stand on a thread, as comments without words by whoever set them. */
  List<Comment> on(ThreadRef thread) {
    if (!triggers.any() || !forge.thread(thread).open()) {
      return List.of();
    }
    Instant oldest = clock.instant().minus(OLDEST);
    List<Marking> all = forge.markings(thread);
    List<Marking> asking = new ArrayList<>();
    if (!triggers.label().isEmpty()) {
      newest(all, this::isAboutLabel)
          .filter(it -> it.what() instanceof What.Labeled)
          .ifPresent(asking::add);
    }
    if (triggers.assignee()) {
      newest(all, this::isAboutUs)
          .filter(it -> it.what() instanceof What.Assigned)
          .ifPresent(asking::add);
    }
    return asking.stream()
        .filter(it -> it.at().isAfter(oldest))
        .map(it -> new Comment(CommentRef.marking(thread, it), it.by(), "", it.at(), false))
        .toList();
  }

  private static Optional<Marking> newest(List<Marking> all, Predicate<What> about) {
    return all.stream().filter(it -> about.test(it.what())).reduce((_, later) -> later);
  }

  private boolean isAboutLabel(What what) {
    return switch (what) {
      case What.Labeled(String label) -> label.equalsIgnoreCase(triggers.label());
      case What.Unlabeled(String label) -> label.equalsIgnoreCase(triggers.label());
      case What.Assigned _, What.Unassigned _ -> false;
    };
  }

  private boolean isAboutUs(What what) {
    return switch (what) {
      case What.Assigned(Account whom) -> whom.is(forge.self());
      case What.Unassigned(Account whom) -> whom.is(forge.self());
      case What.Labeled _, What.Unlabeled _ -> false;
    };
  }
}
