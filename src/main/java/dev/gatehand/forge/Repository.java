package dev.gatehand.forge;

/**
 * A repository at the forge.
 *
 * @param id stable id that survives a rename
 */
public record Repository(RepoRef ref, String id, String defaultBranch) {}
