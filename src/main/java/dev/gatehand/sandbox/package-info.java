/**
 * Runs commands under bubblewrap: no network, no secrets, nothing of the host that can be written,
 * time, memory and output bounded. What could not be proven at start counts as no sandbox at all.
 */
@NullMarked
package dev.gatehand.sandbox;

import org.jspecify.annotations.NullMarked;
