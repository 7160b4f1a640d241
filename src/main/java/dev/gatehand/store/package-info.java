/**
 * SQL: tasks, journal, outbox, audit, asks, queue, and the rows of the embedded forge, on SQLite or
 * PostgreSQL. The only package that speaks SQL.
 */
@NullMarked
package dev.gatehand.store;

import org.jspecify.annotations.NullMarked;
