package dev.gatehand.llm;

import static java.math.BigDecimal.ZERO;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What models cost, in US dollars per million tokens, by the beginning of their name; the longest
 * beginning wins. A model without a price counts as the dearest one, so that a budget in dollars
 * still ends.
 */
public final class Prices {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private final Map<String, Price> byPrefix;

  /** Dollars per million tokens. {@code written} is input that the provider put into its cache. */
  record Price(BigDecimal input, BigDecimal written, BigDecimal cached, BigDecimal output) {}

  private Prices(Map<String, Price> byPrefix) {
    this.byPrefix = Map.copyOf(byPrefix);
  }

  /** The table that comes with Gatehand, {@code prices.properties}. */
  public static Prices shipped() {
    Properties table = new Properties();
    try (InputStream in = Prices.class.getResourceAsStream("/prices.properties")) {
      if (in == null) {
        throw new IllegalStateException("prices.properties is not on the class path");
      }
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read prices.properties", e);
    }
    Map<String, String> lines = new HashMap<>();
    table.stringPropertyNames().forEach(name -> lines.put(name, table.getProperty(name)));
    return new Prices(Map.of()).with(lines);
  }

  /**
   * This table with the operator's own lines laid over it.
   *
   * @param lines beginning of a model's name to {@code input, cache write, cache read, output}
   * @throws IllegalArgumentException for a line that is no price
   */
  public Prices with(Map<String, String> lines) {
    Map<String, Price> all = new HashMap<>(byPrefix);
    lines.forEach((prefix, line) -> all.put(prefix, read(prefix, line)));
    return new Prices(all);
  }

  /** What it costs to ask nobody but one's own machine. */
  public static Prices free() {
    return new Prices(Map.of("", new Price(ZERO, ZERO, ZERO, ZERO)));
  }

  BigDecimal cost(String model, long input, long written, long cached, long output) {
    return price(model)
        .map(
            price ->
                part(price.input(), input)
                    .add(part(price.written(), written))
                    .add(part(price.cached(), cached))
                    .add(part(price.output(), output))
                    .stripTrailingZeros())
        .orElse(ZERO);
  }

  private Optional<Price> price(String model) {
    Optional<Price> known =
        byPrefix.keySet().stream()
            .filter(model::startsWith)
            .max(Comparator.comparingInt(String::length))
            .map(byPrefix::get);
    return known.or(() -> byPrefix.values().stream().max(Comparator.comparing(Price::output)));
  }

  private static BigDecimal part(BigDecimal perMillion, long tokens) {
    // Exact: a division by a power of ten always ends.
    return perMillion.multiply(BigDecimal.valueOf(tokens)).divide(MILLION);
  }

  private static Price read(String prefix, String line) {
    String[] parts = line.strip().split("\\s*,\\s*");
    try {
      if (parts.length == 4) {
        return new Price(
            new BigDecimal(parts[0]),
            new BigDecimal(parts[1]),
            new BigDecimal(parts[2]),
            new BigDecimal(parts[3]));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(noPrice(prefix, line), e);
    }
    throw new IllegalArgumentException(noPrice(prefix, line));
  }

  private static String noPrice(String prefix, String line) {
    return "the price of %s must be four numbers (input, cache write, cache read, output), not: %s"
        .formatted(prefix, line);
  }
}
