package dev.gatehand.gate;

import dev.gatehand.model.Usage;

/**
 * The Judge was asked.
 *
 * @param question the same for the same action in the same situation, under the same request
 * @param model who answered
 * @param calls how many requests it took: one for what the first stage clears, two else
 * @param usage what they cost, also when no readable answer came of them
 */
public record Consultation(
    String question, Judge.Opinion opinion, String model, int calls, long millis, Usage usage) {}
