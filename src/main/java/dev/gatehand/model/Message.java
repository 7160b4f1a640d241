package dev.gatehand.model;

import java.util.List;

/** One message of a conversation. */
public sealed interface Message {

  /** Our words, with what people wrote inside them marked as data. */
  record User(String text) implements Message {}

  /** What the model said, verbatim: {@link Reply#raw()} goes back exactly as it came. */
  record Assistant(Reply reply) implements Message {}

  /** What came of the calls of the message before, all of them, in their order. */
  record Results(List<ToolResult> results) implements Message {
    public Results {
      results = List.copyOf(results);
    }
  }
}
