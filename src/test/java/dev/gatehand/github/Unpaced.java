package dev.gatehand.github;

import dev.gatehand.forge.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** An allowance without the second between changes, which tests would only wait for. */
record Unpaced(Allowance real, InstantSource clock) implements Allowance {
  @Override
  public Budget of(String name) {
    return real.of(name);
  }

  @Override
  public List<Budget> all() {
    return real.all();
  }

  @Override
  public void left(String name, long remaining, long most, Instant resets) {
    real.left(name, remaining, most, resets);
  }

  @Override
  public void stop(String name, Instant until, String why) {
    real.stop(name, until, why);
  }

  @Override
  public Instant turn(String name, Duration apart) {
    return clock.instant();
  }
}
