package dev.gatehand.agent;

import dev.gatehand.gate.AskId;
import dev.gatehand.journal.Event;
import java.util.List;

/** How far one command of a maintenance job has come, as the journal tells. */
sealed interface JobProgress {
  /** Not judged, or to be judged again: a crash, an ask that became void. */
  record Waiting() implements JobProgress {}

  /** A person is asked. */
  record Asked(AskId ask) implements JobProgress {}

  /** A person said yes; not yet done, or begun and cut off by a crash. */
  record Approved(AskId ask) implements JobProgress {}

  /** It ran. */
  record Done(boolean failed, String text) implements JobProgress {}

  /** It will not run, and why. */
  record Refused(String why) implements JobProgress {}

  static JobProgress of(String callId, List<Event> events) {
    JobProgress now = new Waiting();
    for (Event event : events) {
      if (now instanceof Done || now instanceof Refused) {
        // A model chooses the ids of its calls: a hostile one could choose this one.
        return now;
      }
      now = after(now, callId, event);
    }
    return now;
  }

  private static JobProgress after(JobProgress now, String callId, Event event) {
    return switch (event) {
      case Event.Judged e when e.callId().equals(callId) && e.verdict().equals("forbidden") ->
          new Refused("%s (rule %s)".formatted(e.reason().because(), e.reason().rule()));
      case Event.Asked e when e.ask().callIds().contains(callId) -> new Asked(e.ask().id());
      case Event.Answered e when isOf(now, e.ask()) ->
          e.approved()
              ? new Approved(e.ask())
              : new Refused(
                  e.by().login() + " denied it" + (e.reason().isBlank() ? "" : ": " + e.reason()));
      case Event.AskClosed e when isOf(now, e.ask()) ->
          switch (e.closing()) {
            case VOID -> new Waiting();
            case EXPIRED -> new Refused("nobody answered in time");
          };
      case Event.Performed e when e.callId().equals(callId) -> new Done(e.failed(), e.text());
      default -> now;
    };
  }

  private static boolean isOf(JobProgress now, AskId ask) {
    return switch (now) {
      case Asked(AskId asked) -> asked.equals(ask);
      case Approved(AskId approved) -> approved.equals(ask);
      case Waiting _, Done _, Refused _ -> false;
    };
  }
}
