package dev.gatehand.task;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Lease;
import java.util.List;
import java.util.Optional;

/** Where tasks stand that have not begun. */
public interface Line {
  /** All of them, those that come next first. */
  List<Place> places();

  default Optional<Place> placeOf(TaskId task) {
    return places().stream().filter(place -> place.task().equals(task)).findFirst();
  }

  /** Notes what people last read about a place. */
  void told(TaskId task, String words);

  /**
   * Where a task stands.
   *
   * @param onThread how many of its thread come before it, with the one at work; 0: it is its turn,
   *     as soon as there is room
   * @param place in the line for room, from 1; 0 as long as others of its thread come first
   * @param running tasks of its repository that are at work
   * @param told what people last read about it
   */
  record Place(TaskId task, int onThread, int place, int running, String told) {
    /** Good until a node takes the task up: then nobody speaks of its place any more. */
    Lease lease() {
      return new Lease(task, 0);
    }

    /** Two places that read the same need not be told twice. */
    public String words() {
      return onThread > 0
          ? ordinal(onThread) + " in line on this thread"
          : ordinal(place) + " in line";
    }

    private static String ordinal(int number) {
      if (number > 10) {
        return "more than 10th";
      }
      return switch (number) {
        case 1 -> "1st";
        case 2 -> "2nd";
        case 3 -> "3rd";
        default -> number + "th";
      };
    }
  }
}
