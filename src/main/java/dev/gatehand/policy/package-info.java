/**
 * The operator's {@code policy.yaml} as immutable values, with file and line for every complaint.
 *
 * <p>Nothing here has a silent default for something that was written wrongly: an unknown key, a
 * wrong type or a duplicate stops the start.
 */
@NullMarked
package dev.gatehand.policy;

import org.jspecify.annotations.NullMarked;
