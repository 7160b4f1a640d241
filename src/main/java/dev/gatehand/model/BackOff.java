package dev.gatehand.model;

import java.time.Duration;

/** How long to wait after so many failures in a row: longer each time, up to a ceiling. */
public final class BackOff {
  private static final Duration FIRST = Duration.ofSeconds(4);
  private static final Duration CEILING = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private BackOff() {}

  /**
   * @param failures in a row, from 1
   * @param chance between 0 and 1: what failed together must not come again together
   */
  public static Duration after(int failures, double chance) {
    Duration doubled = FIRST.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(CEILING) < 0 ? doubled : CEILING;
    return wait.plusMillis((long) (wait.toMillis() * (chance - 0.5) * 0.4));
  }
}
