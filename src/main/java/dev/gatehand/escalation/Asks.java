package dev.gatehand.escalation;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Fingerprint;
import dev.gatehand.gate.Reason;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.policy.People;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Puts holds to people: journal first, then the comment, so that a crash between them posts it
 * once.
 */
public final class Asks {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** Room that a comment has at the strictest forge we know (65,536), less what a marker takes. */
  private static final int COMMENT = 60_000;

  /** Before the id of an ask: the key of its reminder. */
  public static final String REMINDER = "remind:";

  /** Before the id of an ask: the key of the word that nobody answered it. */
  private static final String EXPIRED = "expired:";

  private final Dispatches dispatches;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public Asks(Dispatches dispatches, InstantSource clock) {
    this.dispatches = dispatches;
    this.clock = clock;
  }

  /**
   * What is to be asked.
   *
   * @param callIds the held calls, or empty for what the last look found
   * @param shown what exactly is asked for
   */
  public record Question(
      List<String> callIds, Shown shown, Reason reason, Fingerprint fingerprint) {
    public Question {
      callIds = List.copyOf(callIds);
    }
  }

  /**
   * Asks. Empty when it does not fit a comment: what nobody can read, nobody can approve, so the
   * caller makes it a refusal.
   */
  public Optional<Event.Ask> ask(TaskLog log, Question question, People people) {
    Instant now = clock.instant();
    Instant deadline = now.plus(people.askDeadline());
    AskId id = newId(log);
    String body = AskText.open(id, question, log.history().request(), people, now, deadline);
    if (body.length() > COMMENT) {
      return Optional.empty();
    }
    Shown shown = question.shown();
    Event.Ask ask =
        new Event.Ask(
            id,
            question.callIds(),
            shown.title(),
            shown.target(),
            shown.path(),
            shown.before(),
            shown.after(),
            question.reason(),
            question.fingerprint().value(),
            body,
            now,
            deadline);
    log.append(new Event.Asked(ask));
    return Optional.of(ask);
  }

  /** Posts every open ask that does not stand on its thread yet. */
  public void post(TaskLog log) {
    for (AskProgress ask : log.history().asks()) {
      if (ask.open() && ask.commentId() == 0) {
        CommentRef comment =
            dispatches.comment(log.writer(), key(ask.ask().id()), thread(log), ask.ask().body());
        log.append(new Event.AskPosted(ask.ask().id(), comment.id()));
      }
    }
  }

  /** Reminds people once of each ask of which little time is left. */
  public void remind(TaskLog log) {
    Instant now = clock.instant();
    for (AskProgress ask : log.history().asks()) {
      Event.Ask asked = ask.ask();
      if (ask.open() && ask.commentId() != 0 && isLate(asked, now)) {
        dispatches.comment(
            log.writer(), REMINDER + asked.id(), thread(log), AskText.reminder(asked, now));
      }
    }
  }

  /** Whether the last quarter of its time has come, and is not over. */
  private static boolean isLate(Event.Ask ask, Instant now) {
    Duration quarter = Duration.between(ask.at(), ask.deadline()).dividedBy(4);
    return !now.isBefore(ask.deadline().minus(quarter)) && now.isBefore(ask.deadline());
  }

  /** Closes open asks whose time is over; the agent then goes on without them. */
  public void expire(TaskLog log) {
    for (AskProgress ask : log.history().asks()) {
      if (ask.open() && !clock.instant().isBefore(ask.ask().deadline())) {
        log.append(
            new Event.AskClosed(
                ask.ask().id(),
                0,
                Event.Closing.EXPIRED,
                "the ask "
                    + ask.ask().id()
                    + " was open until "
                    + AskText.time(ask.ask().deadline())));
      }
    }
  }

  /** Closes what is still open when its task ends: nobody should answer it in vain. */
  public void close(TaskLog log) {
    for (AskProgress ask : log.history().asks()) {
      if (ask.open()) {
        log.append(
            new Event.AskClosed(ask.ask().id(), 0, Event.Closing.VOID, "its task has ended"));
      }
    }
  }

  /**
   * Folds the comments of asks that are over into one line. An open one is never edited. That
   * nobody answered is said in a comment of its own as well: an edit would notify nobody.
   */
  public void settle(TaskLog log) {
    for (AskProgress ask : log.history().asks()) {
      if (hasExpired(ask)) {
        String word = AskText.expired(ask.ask(), log.history().request());
        dispatches.comment(log.writer(), EXPIRED + ask.ask().id(), thread(log), word);
      }
      if (ask.commentId() != 0) {
        AskText.settled(ask, log.history())
            .ifPresent(
                line ->
                    dispatches.editOnce(
                        log.writer(),
                        "settle:" + ask.ask().id(),
                        new CommentRef(thread(log), ask.commentId()),
                        key(ask.ask().id()),
                        line));
      }
    }
  }

  private static boolean hasExpired(AskProgress ask) {
    return ask.closedBy().filter(it -> it.closing() == Event.Closing.EXPIRED).isPresent();
  }

  /** What the comment of an ask must look like, byte for byte, for an answer to count. */
  String posted(Event.Ask ask) {
    return dispatches.marked(key(ask.id()), ask.body());
  }

  private static String key(AskId id) {
    return "ask:" + id;
  }

  private static ThreadRef thread(TaskLog log) {
    return log.history().thread();
  }

  private AskId newId(TaskLog log) {
    while (true) {
      StringBuilder id = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        id.append(i == 4 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      AskId candidate = new AskId(id.toString());
      if (log.history().ask(candidate).isEmpty()) {
        return candidate;
      }
    }
  }
}
