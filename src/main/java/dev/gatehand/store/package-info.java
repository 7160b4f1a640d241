/**
 * SQL: tasks, journal, outbox, audit, asks, queue, and the rows of the embedded forge, on SQLite or
 * PostgreSQL. The only package that speaks SQL; begin with {@link dev.gatehand.store.Database}.
 *
 * <p>Decided here: both databases get the same statements. All that follows from an event commits
 * with it. Whoever writes for a task locks its row and shows its epoch ({@code Fence}), then
 * writes, and touches the head of the audit log last: that one order keeps transactions from
 * waiting for each other in a ring. No SQL on virtual threads ({@code Lane}). No Java objects in
 * the database.
 */
@NullMarked
package dev.gatehand.store;

import org.jspecify.annotations.NullMarked;
