package dev.gatehand.task;

import java.time.Duration;
import java.util.Optional;

/**
 * What one thread of one node at a time does. A claim that was not given back (its node died) ends
 * by itself.
 */
public interface Claims {
  /** Empty when somebody else is at it. */
  Optional<Claim> take(String name, Duration atMost);

  /** Gives itself back. */
  interface Claim extends AutoCloseable {
    @Override
    void close();
  }
}
