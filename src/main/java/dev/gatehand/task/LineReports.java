package dev.gatehand.task;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.LeaseLost;
import dev.gatehand.journal.Outbox;
import dev.gatehand.task.Line.Place;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Template;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells people where their task stands before it begins: in the one comment that later tells how it
 * goes. It is edited when the words change, and nobody is told what lasts a moment only.
 */
public final class LineReports {
  private static final Template QUEUED = Template.text("tracking-queued.md");
  private static final Duration MOMENT = Duration.ofSeconds(2);

  /** A forge limits how often we may write; the others are told at the next look. */
  private static final int AT_ONCE = 20;

  private final Line line;
  private final TaskStore store;
  private final Dispatches dispatches;
  private final Claims claims;
  private final Function<TaskId, String> timeline;
  private final InstantSource clock;

  public LineReports(
      Line line,
      TaskStore store,
      Dispatches dispatches,
      Claims claims,
      Function<TaskId, String> timeline,
      InstantSource clock) {
    this.line = line;
    this.store = store;
    this.dispatches = dispatches;
    this.claims = claims;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Every few seconds, on every node; one of them does it. */
  public void tell() {
    Optional<Claims.Claim> claim = claims.take("line", Duration.ofMinutes(1));
    if (claim.isEmpty()) {
      return;
    }
    try (Claims.Claim _ = claim.get()) {
      int told = 0;
      for (Place place : line.places()) {
        if (told < AT_ONCE && !place.told().equals(place.words()) && tell(place)) {
          told++;
        }
      }
    }
  }

  private boolean tell(Place place) {
    Optional<TaskView> task =
        store
            .find(place.task())
            .filter(view -> view.origin().isOnThread())
            .filter(
                view -> place.onThread() > 0 || view.at().plus(MOMENT).isBefore(clock.instant()));
    if (task.isEmpty()) {
      return false;
    }
    try {
      String key = "tracking:" + place.task();
      String body = text(task.get(), place);
      var writer = new Outbox.Writer.Running(place.lease());
      CommentRef comment = dispatches.comment(writer, key, task.get().thread(), body);
      dispatches.edit(writer, key, comment, body);
      line.told(place.task(), place.words());
    } catch (LeaseLost e) {
      // It has begun meanwhile: from now on its own slice tells about it.
    } catch (ForgeUnavailable e) {
      System.getLogger(LineReports.class.getName())
          .log(Level.WARNING, "the place of " + place.task() + " is told later: " + e.getMessage());
    }
    return true;
  }

  private String text(TaskView task, Place place) {
    return QUEUED.render(
        Map.of(
            "by", task.by(),
            "place", place.words(),
            "onThread", place.onThread() > 0,
            "running", place.running(),
            "timeline", timeline.apply(task.id())));
  }
}
