/**
 * Performs what the gate permitted, and nothing else, in the isolated checkout of a task. It stands
 * over two ports: {@link dev.gatehand.workspace.Checkout} (files and snapshots, implemented with
 * git) and {@link dev.gatehand.workspace.CommandRunner} (commands, implemented with a sandbox).
 *
 * <p>The files are hostile: symbolic links, devices, huge files and odd names are the normal case.
 */
@NullMarked
package dev.gatehand.workspace;

import org.jspecify.annotations.NullMarked;
