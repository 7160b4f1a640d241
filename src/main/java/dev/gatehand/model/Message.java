package dev.gatehand.model;

import java.util.List;

/** One message of a conversation. */
public sealed interface Message {

  /**
   * Our words, with what people wrote inside them marked as data.
   *
   * @param images that the words speak of, in their order; a model that takes none reads the words
   */
  record User(String text, List<Image> images) implements Message {
    public User {
      images = List.copyOf(images);
    }

    public User(String text) {
      this(text, List.of());
    }
  }

  /** What the model said, verbatim: {@link Reply#raw()} goes back exactly as it came. */
  record Assistant(Reply reply) implements Message {}

  /** What came of the calls of the message before, all of them, in their order. */
  record Results(List<ToolResult> results) implements Message {
    public Results {
      results = List.copyOf(results);
    }
  }
}
