package dev.gatehand.task;

import java.time.Duration;

/**
 * How much runs at a time. They are kept over all nodes of a database, so give each node the same.
 *
 * @param node tasks at work on this node; each is a thread that mostly waits, and one command
 * @param repository tasks at work in one repository, on whatever nodes
 * @param whole tasks at work on all nodes
 * @param drain how long a step that runs may go on when the node stops, before it is interrupted
 */
public record Caps(int node, int repository, int whole, Duration drain) {
  public static final Caps USUAL = new Caps(4, 2, 32, Duration.ofSeconds(5));

  public Caps {
    if (node < 1 || repository < 1 || whole < 1 || drain.isNegative()) {
      throw new IllegalArgumentException(
          "caps of %d, %d, %d and %s let nothing run".formatted(node, repository, whole, drain));
    }
  }
}
