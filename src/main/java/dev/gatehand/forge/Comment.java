package dev.gatehand.forge;

import java.time.Instant;

/**
 * A comment as it stands now. The body is hostile data.
 *
 * @param edited whether it was ever changed, also by somebody else; where the forge cannot tell,
 *     true
 */
public record Comment(CommentRef ref, Account author, String body, Instant at, boolean edited) {}
