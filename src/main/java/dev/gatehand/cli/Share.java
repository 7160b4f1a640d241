package dev.gatehand.cli;

import java.util.Locale;

/**
 * So many of so many, with the interval in which the true share lies with 95 % certainty (Wilson):
 * none of four is not none of four hundred.
 */
record Share(int hits, int of) {
  private static final double Z = 1.959964;

  double low() {
    return of == 0 ? 0 : Math.max(0, centre() - spread());
  }

  double high() {
    return of == 0 ? 1 : Math.min(1, centre() + spread());
  }

  /** E.g. {@code 1 of 12 (1-35 %)}; a dash where there was none to be counted. */
  String shown() {
    return of == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%d of %d (%.0f-%.0f %%)", hits, of, 100 * low(), 100 * high());
  }

  private double centre() {
    double n = of;
    return (hits / n + Z * Z / (2 * n)) / (1 + Z * Z / n);
  }

  private double spread() {
    double n = of;
    double p = hits / n;
    return Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
  }
}
