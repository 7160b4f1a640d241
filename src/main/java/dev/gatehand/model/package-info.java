/**
 * Port to a language model: a conversation in, a reply out, blocking and interruptible. It names no
 * provider. What a model says is written by nobody we trust: a reply is data, a tool call is a
 * wish.
 */
@NullMarked
package dev.gatehand.model;

import org.jspecify.annotations.NullMarked;
