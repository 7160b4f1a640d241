package dev.gatehand.forge;

import dev.gatehand.gate.GitId;
import java.time.Instant;

/** A commit as people read it; everything but its id was chosen by whoever made it. */
public record CommitLine(
    GitId id, String subject, String body, String author, String email, Instant at) {}
