package dev.gatehand.publish;

/**
 * Where commits are to go.
 *
 * @param branch full name without {@code refs/heads/}
 * @param expected what the branch points at now, or empty: there is none yet
 */
record Destination(String branch, String expected) {}
