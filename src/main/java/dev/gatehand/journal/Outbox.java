package dev.gatehand.journal;

import java.util.List;
import java.util.Optional;

/**
 * The ledger of changes that others see. The order is: {@link #intend}, look whether the forge has
 * it already, do it, {@link #done}. A key names one change for ever.
 */
public interface Outbox {
  /**
   * Records that a change is about to be made.
   *
   * @return the result when it was done before
   * @throws LeaseLost when the writer no longer owns the task
   */
  Optional<String> intend(Writer writer, String key, String kind);

  void done(Writer writer, String key, String result);

  /**
   * Records what is about to be said under a key, in place of whatever was said there before.
   *
   * @throws LeaseLost when the writer no longer owns the task
   */
  void says(Writer writer, String key, String words);

  /** What was recorded last under a key, by whoever owned its task then. */
  Optional<String> newest(String key);

  /** What came of a change, when it was made. */
  Optional<String> result(String key);

  /** How many comments have a key that begins so. */
  int countComments(String prefix);

  /** Whether a change of this kind has this result. */
  boolean hasMade(String kind, String result);

  /**
   * Keys of changes of this kind that were begun, and of which nobody knows whether they are made.
   */
  List<String> unfinished(String kind);

  /** Who makes a change. */
  sealed interface Writer {
    /** A running task, fenced by its lease. */
    record Running(Lease lease) implements Writer {}

    /** The service itself, answering a comment that started no task. */
    record Service() implements Writer {}
  }
}
