package dev.gatehand.journal;

/**
 * One decision on the record.
 *
 * @param task or empty
 * @param who {@code gate}, {@code login#id} of a person, or {@code gatehand}
 * @param what verdict or deed, e.g. {@code blocked}, {@code approved}, {@code pushed}
 * @param subject the action or target, shortened to 2,000 characters
 * @param rule or empty
 * @param fingerprint or empty
 * @param policy digest of the effective policy, or empty
 */
public record AuditRecord(
    String task,
    String who,
    String what,
    String subject,
    String rule,
    String why,
    String fingerprint,
    String policy) {}
