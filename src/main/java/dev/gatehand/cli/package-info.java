/**
 * The commands of the launcher. They print for people, or JSON where asked, and explain what to do
 * next.
 */
@NullMarked
package dev.gatehand.cli;

import org.jspecify.annotations.NullMarked;
