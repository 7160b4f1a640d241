/**
 * GitHub: reading and writing over its REST API, hearing by webhooks and by polling.
 *
 * <p>Every request goes through {@link dev.gatehand.github.Wire}, and nothing else opens a
 * connection: limits, the pace of writing, conditional requests and the words of a failure are
 * decided in one place. There is no client library: none that is current reads one comment by its
 * id, tells triage from read, gives the id of whom a permission belongs to, or asks conditionally,
 * and Gatehand's trust hangs on exactly these.
 *
 * <p>What must never happen here: a token in a message, a redirect or a page link followed to
 * another host, a role guessed from anything but the permission API, a review that approves.
 */
@NullMarked
package dev.gatehand.github;

import org.jspecify.annotations.NullMarked;
