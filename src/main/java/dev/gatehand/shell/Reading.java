package dev.gatehand.shell;

/** What came of reading a text as bash would. */
public sealed interface Reading {

  /** What was read: everything, or the complete lines before the place that is unclear. */
  Script script();

  /** All of it was understood. */
  record Clear(Script script) implements Reading {}

  /**
   * It was not understood from {@code at} on. That is not harmless: bash runs the complete lines
   * before a mistake, and what this reader does not understand bash may.
   *
   * @param script the complete lines before
   * @param reason for people and for the agent: what could not be read
   * @param at offset into the text, at most its length
   */
  record Unclear(Script script, String reason, int at) implements Reading {}
}
