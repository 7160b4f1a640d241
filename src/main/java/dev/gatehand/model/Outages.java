package dev.gatehand.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known, on all nodes, of models that do not answer. One task's failure may be its own bad
 * luck; several in a row, with no answer to anybody in between, are an outage: then nobody asks
 * before its time, and one asks first.
 */
public interface Outages {
  /** The outage, when this model is not to be asked now; whoever gets none may ask. */
  Optional<Outage> holding(String model);

  /**
   * Notes a failure.
   *
   * @param atLeast how long the provider wants to be left alone; zero when it does not say
   */
  void failed(String model, String why, Duration atLeast);

  /** It answered: what failed before is over. */
  void answered(String model);

  /** All that failed and has not answered since. */
  List<Outage> all();

  /** {@code tries}: failures in a row. {@code next}: when it is asked again, if it is held. */
  record Outage(String model, String why, Instant since, int tries, Optional<Instant> next) {}
}
