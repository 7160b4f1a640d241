package dev.gatehand.policy;

import java.math.BigDecimal;

/** What one task may use up, and how often the gate may say no before a person is asked. */
public record Limits(
    int turns,
    int minutes,
    long tokens,
    BigDecimal dollars,
    int consecutiveBlocks,
    int totalBlocks) {}
