package dev.gatehand.policy;

/**
 * Files that are more than files: a change of them acts elsewhere.
 *
 * @param id e.g. {@code protected/ci}
 * @param glob over repository paths, {@code **} crosses folders, matched without regard to case
 * @param decision what a change of such a file needs
 * @param reason one sentence that a person reads
 */
public record ProtectedPath(String id, String glob, Decision decision, String reason) {}
