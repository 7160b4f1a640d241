package dev.gatehand.shell;

/** Anything in the tree: it knows where in the text it is written. */
public interface Node {
  Span span();
}
