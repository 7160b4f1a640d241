package dev.gatehand.shell;

/**
 * A piece of the line that was not understood: never harmless.
 *
 * @param reason one sentence for people
 * @param start first character of the piece in the command line
 * @param end after its last character
 */
public record Unclear(String reason, int start, int end) {}
