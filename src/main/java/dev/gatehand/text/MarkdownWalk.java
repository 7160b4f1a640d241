package dev.gatehand.text;

import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Through a parsed text step by step: a stranger can nest deeper than a stack reaches. */
final class MarkdownWalk {
  private MarkdownWalk() {}

  /** The next one as it is read; null behind the last. */
  static @Nullable Node after(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.getNext() != null) {
        return at.getNext();
      }
    }
    return null;
  }
}
