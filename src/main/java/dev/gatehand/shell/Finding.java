package dev.gatehand.shell;

import java.util.Map;

/** What rules speak of: something with a stable name, attributes and a place in the text. */
public sealed interface Finding permits Effect, Flow {

  /** Its entry in the catalogue. */
  EffectName name();

  /** Its attributes: only keys that the catalogue lists for its name, values never empty. */
  Map<String, String> attributes();

  /** What it means, in one line for people. */
  default String meaning() {
    return name().meaning();
  }

  /** Where it was seen, and how sure it is. */
  Origin origin();
}
