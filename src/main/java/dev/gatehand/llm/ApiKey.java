package dev.gatehand.llm;

import java.util.regex.Pattern;

/** A provider's key. It comes from the operator, goes into one header, and is shown nowhere. */
public final class ApiKey {
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{1,1024}");
  private final String value;

  /** Refuses what no header can carry, without repeating it. */
  public ApiKey(String value) {
    this.value = value.strip();
    if (!SHAPE.matcher(this.value).matches()) {
      throw new IllegalArgumentException(
          "the model's key is empty or holds characters that no key has; set gatehand.model.api-key"
              + " (GATEHAND_MODEL_API_KEY) to it");
    }
  }

  String value() {
    return value;
  }

  /** Takes the key out of a text that somebody else wrote: some providers repeat it in errors. */
  String removedFrom(String text) {
    return text.replace(value, "[key]");
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
