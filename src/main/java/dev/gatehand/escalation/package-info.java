/**
 * Asking people and hearing their answer. An answer is stored as it was given; when it is used,
 * everything is looked up again, and only then a {@link dev.gatehand.gate.Grant} is made. No other
 * package makes one.
 */
@NullMarked
package dev.gatehand.escalation;

import org.jspecify.annotations.NullMarked;
