package dev.gatehand.agent;

import java.math.BigDecimal;

/** US dollars that tasks have cost, this one among them: those of its thread, and of today. */
public record Spending(BigDecimal thread, BigDecimal repositoryToday) {}
