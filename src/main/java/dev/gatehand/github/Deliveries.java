package dev.gatehand.github;

import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.Arrivals.Waiting;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.journal.StoreUnavailable;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Takes what was kept to whoever listens, one at a time on a node, until it was dealt with. What
 * fails comes later, and what fails for longer than the age limit is dropped with a word in the
 * log: nobody waits any more.
 */
public final class Deliveries {
  private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());
  private static final int AT_ONCE = 20;
  private static final Duration BUSY = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Arrivals arrivals;
  private final UnaryOperator<CommentRef> addressed;
  private final Duration maximumAge;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile Predicate<CommentRef> intake = _ -> false;

  /**
   * @param addressed which comment it is that is meant, e.g. the only one of a review
   */
  Deliveries(
      Arrivals arrivals,
      UnaryOperator<CommentRef> addressed,
      Duration maximumAge,
      InstantSource clock) {
    this.arrivals = arrivals;
    this.addressed = addressed;
    this.maximumAge = maximumAge;
    this.clock = clock;
  }

  /** Who is told from now on, and says whether it dealt with the comment. */
  public void listen(Predicate<CommentRef> listener) {
    intake = listener;
  }

  /** Begins to tell, in a thread of its own, and returns at once. */
  void ring() {
    wanted.set(true);
    Thread.ofVirtual().name("github-deliveries").start(this::tell);
  }

  /** Tells of everything that is due; at once nothing if another thread is at it. */
  public void tell() {
    while (running.compareAndSet(false, true)) {
      try {
        wanted.set(false);
        List<Waiting> due;
        do {
          due = arrivals.waiting(clock.instant(), AT_ONCE);
          due.forEach(this::tell);
        } while (due.size() == AT_ONCE && !Thread.currentThread().isInterrupted());
      } catch (StoreUnavailable e) {
        LOG.log(Level.WARNING, "what GitHub told of waits: " + e.getMessage());
      } finally {
        running.set(false);
      }
      if (!wanted.get()) {
        return;
      }
    }
  }

  private void tell(Waiting waiting) {
    CommentRef comment = waiting.comment();
    try {
      if (intake.test(addressed.apply(comment))) {
        arrivals.heard(waiting);
      } else {
        arrivals.later(comment, clock.instant().plus(BUSY));
      }
    } catch (ForgeUnavailable passing) {
      LOG.log(Level.WARNING, told(comment) + ": " + passing.getMessage());
      again(waiting, passing.waitAtLeast());
    } catch (StoreUnavailable passing) {
      throw passing;
    } catch (RuntimeException mistake) {
      LOG.log(Level.ERROR, told(comment), mistake);
      again(waiting, Duration.ZERO);
    }
  }

  private void again(Waiting waiting, Duration atLeast) {
    Instant now = clock.instant();
    if (waiting.at().plus(maximumAge).isBefore(now)) {
      LOG.log(Level.WARNING, told(waiting.comment()) + " any more: it is too old, and is dropped");
      arrivals.heard(waiting);
      return;
    }
    Duration own = Duration.ofSeconds(2L << Math.min(waiting.tries(), 9));
    Duration wait = own.compareTo(LONGEST) > 0 ? LONGEST : own;
    arrivals.later(waiting.comment(), now.plus(wait.compareTo(atLeast) > 0 ? wait : atLeast));
  }

  private static String told(CommentRef comment) {
    return "Gatehand could not hear " + Comments.named(comment);
  }
}
