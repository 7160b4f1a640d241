package dev.gatehand.nodes;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Measured times, in milliseconds. */
record Spread(double[] sorted) {
  static Spread of(Collection<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  double at(double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, 95 %% %.1f ms, worst %.1f ms of %d",
        at(0.5),
        at(0.95),
        at(1),
        sorted.length);
  }
}
