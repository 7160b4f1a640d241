/**
 * Judges every action before it happens, and is the only source of a {@link
 * dev.gatehand.gate.Permit}: nothing in Gatehand acts on a workspace, a branch or a forge without
 * one.
 *
 * <p>The order is: rules that forbid, static analysis, rules that ask, then the {@link
 * dev.gatehand.gate.Judge} for what the text alone cannot tell. Three different noes are kept
 * apart: forbidden by rule, needs a person, could not be decided.
 */
@NullMarked
package dev.gatehand.gate;

import org.jspecify.annotations.NullMarked;
