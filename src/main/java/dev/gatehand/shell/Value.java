package dev.gatehand.shell;

import java.util.List;

/** What can be known of a {@link Word} from the text alone. */
public sealed interface Value {

  /** Exactly this one word. */
  record Known(String text) implements Value {}

  /** Exactly these words, in this order (brace expansion). Never empty, two or more. */
  record Several(List<String> texts) implements Value {
    public Several {
      texts = List.copyOf(texts);
    }
  }

  /** It begins with this (never empty); the rest is not known. */
  record Prefix(String text) implements Value {}

  /** Nothing is known. */
  record Unknown() implements Value {}
}
