package dev.gatehand.shell;

/** The part in brackets after the name of an array. */
public sealed interface Subscript {

  /** There is none. */
  record None() implements Subscript {}

  /** {@code [@]}: every element, each a word of its own when quoted. */
  record Each() implements Subscript {}

  /** {@code [*]}: every element, joined when quoted. */
  record Joined() implements Subscript {}

  /**
   * One element. The text is a key, or an arithmetic expression that bash evaluates, with whatever
   * substitutions the values of its variables hold.
   */
  record At(Word text) implements Subscript {}
}
