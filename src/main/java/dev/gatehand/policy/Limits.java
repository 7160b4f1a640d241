package dev.gatehand.policy;

import java.math.BigDecimal;

/**
 * What one task may use up, and how often the gate may say no before a person is asked.
 *
 * @param threadDollars what all tasks of a thread may cost together
 * @param repositoryDollarsPerDay what those of a repository may cost on one day, in UTC
 */
public record Limits(
    int turns,
    int minutes,
    long tokens,
    BigDecimal dollars,
    BigDecimal threadDollars,
    BigDecimal repositoryDollarsPerDay,
    int consecutiveBlocks,
    int totalBlocks) {}
