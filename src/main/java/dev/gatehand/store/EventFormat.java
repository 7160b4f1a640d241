package dev.gatehand.store;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.gatehand.journal.Event;
import java.util.List;
import java.util.Map;

/**
 * How events stand in the journal: the name of the record, and its components as JSON. The list is
 * written out so that a name in a database never decides which class is loaded.
 */
final class EventFormat {
  /** Rises when an old event can no longer be read by ignoring and filling in. */
  static final int VERSION = 1;

  static final List<Class<? extends Event>> TYPES =
      List.of(
          Event.Opened.class,
          Event.TakenUp.class,
          Event.JobTaken.class,
          Event.IssueOpened.class,
          Event.Prepared.class,
          Event.Noted.class,
          Event.Shortened.class,
          Event.Replied.class,
          Event.Judged.class,
          Event.Consulted.class,
          Event.Probed.class,
          Event.Started.class,
          Event.Performed.class,
          Event.Asked.class,
          Event.AskPosted.class,
          Event.Answered.class,
          Event.Dismissed.class,
          Event.AskClosed.class,
          Event.Steered.class,
          Event.Committed.class,
          Event.Finished.class,
          Event.Checked.class,
          Event.Restored.class,
          Event.Rebased.class,
          Event.Parked.class,
          Event.Composed.class,
          Event.Published.class,
          Event.Ended.class);

  private static final Map<String, Class<? extends Event>> BY_NAME =
      TYPES.stream().collect(toUnmodifiableMap(Class::getSimpleName, identity()));

  private EventFormat() {}

  static String type(Event event) {
    return event.getClass().getSimpleName();
  }

  static String data(Event event) {
    return Json.write(event);
  }

  static Event read(String type, int version, String data) {
    var known = BY_NAME.get(type);
    if (known == null || version > VERSION) {
      throw new IllegalStateException(
          "The journal has an event that this release does not know (%s, format %d): it was written by a newer Gatehand. Start that one."
              .formatted(type, version));
    }
    return Json.read(known, data);
  }
}
