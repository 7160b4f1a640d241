package dev.gatehand.shell;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules speak of: something with a stable name, attributes and a place in the text. */
public sealed interface Finding permits Effect, Flow {

  /** Its entry in the catalogue. */
  EffectName name();

  /** Its attributes: only keys that the catalogue lists for its name, values never empty. */
  Map<String, String> attributes();

  /** One of the attributes, or null; asked of every finding by many rules. */
  default @Nullable String attribute(String key) {
    return attributes().get(key);
  }

  /** What it means, in one line for people. */
  default String meaning() {
    return name().meaning();
  }

  /** Where it was seen, and how sure it is. */
  Origin origin();
}
