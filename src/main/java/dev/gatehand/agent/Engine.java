package dev.gatehand.agent;

/** What drives the turns of a task. */
public interface Engine {
  /**
   * Goes on from where the journal stands, until something else must happen. Everything that
   * mattered is in the journal when it returns, and when it does not return.
   *
   * @throws InterruptedException when this node shuts down; the task goes on elsewhere
   */
  Outcome run(Desk desk) throws InterruptedException;
}
