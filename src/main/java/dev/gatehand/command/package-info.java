/**
 * Turns a comment into a {@link dev.gatehand.command.Command}, or says why it is none; and says who
 * may give it. Never judges actions and never touches the forge.
 */
@NullMarked
package dev.gatehand.command;

import org.jspecify.annotations.NullMarked;
