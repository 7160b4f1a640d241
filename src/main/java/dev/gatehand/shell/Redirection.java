package dev.gatehand.shell;

/** Where a descriptor of a command leads to. */
public sealed interface Redirection extends Node {

  Descriptor descriptor();

  /**
   * To or from what the target names. For the {@code DUPLICATE} ways the target is a descriptor
   * number, {@code -} to close, or a number and {@code -} to move; {@link Way#DUPLICATE_OUT} of an
   * unknown word on descriptor 1 is a file when it turns out not to be a number.
   */
  record To(Descriptor descriptor, Way way, Word target, Span span) implements Redirection {}

  /**
   * {@code <<}: the body is what the command reads.
   *
   * @param literal the delimiter was quoted: nothing in the body is expanded
   * @param body expanded like a double-quoted word, unless literal
   */
  record HereDocument(
      Descriptor descriptor, String delimiter, boolean literal, Word body, Span span)
      implements Redirection {}

  /** {@code <<<}: the word and a newline are what the command reads. */
  record HereString(Descriptor descriptor, Word word, Span span) implements Redirection {}

  /** How a file, or another descriptor, is opened. */
  enum Way {
    /** {@code <} */
    READ,
    /** {@code >} and {@code >|} */
    WRITE,
    /** {@code >>} */
    APPEND,
    /** {@code <>} */
    READ_WRITE,
    /** {@code &>}, and {@code >&} when its target is a file: standard output and standard error */
    WRITE_BOTH,
    /** {@code &>>} */
    APPEND_BOTH,
    /** {@code <&} */
    DUPLICATE_IN,
    /** {@code >&} */
    DUPLICATE_OUT
  }

  /** Which descriptor of the command is meant. */
  sealed interface Descriptor {
    /** A number, written or implied. */
    record Numbered(int number) implements Descriptor {}

    /** <code>{name}></code>: the shell picks a number and assigns it to the variable. */
    record Named(String variable) implements Descriptor {}
  }
}
