package dev.gatehand.forge;

/** Which comment: its id is unique at its forge. */
public record CommentRef(ThreadRef thread, long id) {}
