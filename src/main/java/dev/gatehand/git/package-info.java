/**
 * JGit: mirrors, workspaces, snapshots, commits, pushes, and the bare repositories of the embedded
 * forge.
 *
 * <p>No git directory that a task can write is ever opened: hooks, filters and configuration in it
 * would run on the host.
 */
@NullMarked
package dev.gatehand.git;

import org.jspecify.annotations.NullMarked;
