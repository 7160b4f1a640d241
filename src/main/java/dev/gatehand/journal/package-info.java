/**
 * What happened in a task, append-only: a task is continued from it after a crash, a park or a move
 * to another node. Here too are the ports of the audit log and of the outbox, through which every
 * change that others see is made exactly once.
 *
 * <p>An event holds data, never code, and its names are a format: they are kept across releases.
 */
@NullMarked
package dev.gatehand.journal;

import org.jspecify.annotations.NullMarked;
