package dev.gatehand.llm;

import java.time.Duration;

/**
 * How long a provider is waited for. A server that sends a byte a minute is down, too.
 *
 * @param connect until the connection stands
 * @param first until the first of the answer: a local model reads a long conversation first
 * @param between from one piece of the answer to the next
 * @param whole for all of it
 */
public record Patience(Duration connect, Duration first, Duration between, Duration whole) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20));
}
