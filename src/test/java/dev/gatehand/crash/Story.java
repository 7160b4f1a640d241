package dev.gatehand.crash;

import dev.gatehand.CrashHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The people of the story: they look at the thread and do what is theirs to do, whatever became of
 * the process meanwhile. One of them mistypes, one asks for a fix, one answers, one asks where it
 * stands.
 */
final class Story {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration TICK = Duration.ofMillis(150);
  private static final ThreadRef ISSUE = TestHouse.ISSUE;
  private static final Pattern LINE = Pattern.compile("/agent approve (\\S+) \\S+");

  private final CrashHouse house;
  private final Deaths deaths;
  private long ticked = System.nanoTime();

  Story(CrashHouse house, Deaths deaths) {
    this.house = house;
    this.deaths = deaths;
  }

  /**
   * Plays until the task has ended and everybody is at rest.
   *
   * @throws Deaths.Dead as soon as the node is
   */
  void play() {
    String line = playUntilAsked();
    if (!line.isEmpty()) {
      once("bob", line);
    }
    until(() -> Optional.of(true).filter(_ -> rests()));
    once("erin", "/agent status");
    until(() -> Optional.of(true).filter(_ -> rests()));
  }

  /** Until the ask stands, or is answered already; returns the line to copy, or nothing. */
  String playUntilAsked() {
    house.start();
    once("erin", "/agent fxi");
    once("alice", "/agent fix");
    return until(() -> answerable().or(this::afterTheEnd));
  }

  private void once(String login, String words) {
    boolean said =
        comments().stream()
            .anyMatch(
                comment -> comment.author().login().equals(login) && comment.body().equals(words));
    if (!said) {
      house.says(ISSUE, login, words);
    }
  }

  /** The line to copy of the ask that stands on the thread, as people see it. */
  private Optional<String> answerable() {
    return task()
        .flatMap(task -> house.store().openAsks(task.id()).stream().findFirst())
        .filter(ask -> ask.commentId() != 0)
        .flatMap(this::line);
  }

  private Optional<String> line(AskView ask) {
    return comments().stream()
        .filter(comment -> comment.ref().id() == ask.commentId())
        .map(comment -> LINE.matcher(comment.body()))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  private Optional<String> afterTheEnd() {
    boolean answered = comments().stream().anyMatch(c -> c.author().login().equals("bob"));
    return answered || rests() ? Optional.of("") : Optional.empty();
  }

  private boolean rests() {
    return task().map(TaskView::state).filter(TaskState::ended).isPresent()
        && house.count("select count(*) from scheduled_tasks") == 0
        && house.count("select count(*) from hosted_comment where heard = 0") == 0;
  }

  private Optional<TaskView> task() {
    return house.store().latestOn(ISSUE);
  }

  private List<Comment> comments() {
    return house.site().thread(ISSUE).comments();
  }

  private <T> Optional<T> look(Supplier<Optional<T>> wanted) {
    try {
      Optional<T> found = wanted.get();
      if (found.isEmpty() && tick()) {
        house.sweep();
        house.hurry();
      }
      return found;
    } catch (StoreUnavailable e) {
      // A page that cannot be shown: people look again later.
      return Optional.empty();
    }
  }

  /** The service looks every few seconds for what was left lying; here time is dear. */
  private boolean tick() {
    boolean due = System.nanoTime() - ticked > TICK.toNanos();
    if (due) {
      ticked = System.nanoTime();
    }
    return due;
  }

  /** Looks again and again, as the ticks of the service and a patient person do. */
  private <T> T until(Supplier<Optional<T>> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .pollInSameThread()
        .until(
            () -> {
              if (deaths.dead()) {
                throw new Deaths.Dead(deaths.passed().getLast());
              }
              return look(wanted);
            },
            Optional::isPresent)
        .orElseThrow();
  }
}
