package dev.gatehand.model;

import java.math.BigDecimal;

/** What a reply used up: tokens, and its price in US dollars. */
public record Usage(long inputTokens, long cachedTokens, long outputTokens, BigDecimal dollars) {
  public static final Usage NONE = new Usage(0, 0, 0, BigDecimal.ZERO);

  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        cachedTokens + other.cachedTokens,
        outputTokens + other.outputTokens,
        dollars.add(other.dollars));
  }

  public long tokens() {
    return inputTokens + cachedTokens + outputTokens;
  }
}
