package dev.gatehand.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of the forge's patience is left. It is kept in the database: the forge counts for all
 * nodes together, and a restart must not begin with a request that the forge had asked not to make.
 * A budget is a name: a token, an installation.
 */
public interface Allowance {
  /** What is known of a budget; fresh when nothing is. */
  Budget of(String name);

  List<Budget> all();

  /** What the forge said is left, and when it begins anew. */
  void left(String name, long remaining, long most, Instant resets);

  /** Nothing is asked before then. An earlier end than the one that stands changes nothing. */
  void stop(String name, Instant until, String why);

  /**
   * Takes the next moment at which something may be changed, and counts it; moments lie at least
   * this far apart, over all nodes.
   */
  Instant turn(String name, Duration apart);

  /**
   * A budget as it stands.
   *
   * @param remaining requests until {@code resets}; {@code most} 0: nothing is known
   * @param stopped until when nothing may be asked; long ago when there is no stop
   * @param changes how many changes were made in the hour that began at {@code hour}
   */
  record Budget(
      String name,
      long remaining,
      long most,
      Instant resets,
      Instant stopped,
      String why,
      Instant hour,
      int changes) {}
}
