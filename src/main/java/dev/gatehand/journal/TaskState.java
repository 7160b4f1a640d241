package dev.gatehand.journal;

/** Where a task stands; follows from its events. */
public enum TaskState {
  QUEUED,
  PREPARING,
  RUNNING,
  PARKED,
  PUBLISHING,
  DONE,
  FAILED,
  STOPPED;

  public boolean ended() {
    return this == DONE || this == FAILED || this == STOPPED;
  }
}
