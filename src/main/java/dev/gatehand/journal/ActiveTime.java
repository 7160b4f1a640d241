package dev.gatehand.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a task was at work: waiting for people is not counted. */
final class ActiveTime {
  private @Nullable Instant since;
  private @Nullable Instant latest;
  private Duration sum = Duration.ZERO;

  void apply(Event event, Instant at) {
    latest = at;
    if (since == null && !(event instanceof Event.Opened)) {
      since = at;
    }
    boolean rests = event instanceof Event.Parked || event instanceof Event.Ended;
    if (rests && since != null) {
      sum = sum.plus(Duration.between(since, at));
      since = null;
    }
    if (event instanceof Event.TakenUp) {
      // After a crash the time since the last event was nobody's work.
      since = at;
    }
  }

  Duration until(Instant now) {
    return since == null ? sum : sum.plus(Duration.between(since, now));
  }

  /** When the last event happened. */
  Optional<Instant> latest() {
    return Optional.ofNullable(latest);
  }
}
