package dev.gatehand.gate;

/**
 * The right to one fingerprint in one task, once. A public record because {@code escalation} makes
 * it; that nobody else does is held by HouseRulesTest.
 *
 * @param by login of the person who approved, for the record
 */
public record Grant(TaskId task, AskId ask, Fingerprint fingerprint, String by) {}
