package dev.gatehand.shell;

import java.util.HashMap;
import java.util.Map;

/** The lines of reasons.txt: why a piece is opaque, in words for people. */
final class OpaqueReasons {

  static final OpaqueReasons SHIPPED = new OpaqueReasons();

  private final Map<String, String> meanings = new HashMap<>();

  private OpaqueReasons() {
    for (KnowledgeFile.Line line : KnowledgeFile.read("reasons.txt")) {
      int bar = line.text().indexOf(" | ");
      if (bar < 0) {
        throw line.wrong("expected: word | sentence");
      }
      meanings.put(line.text().substring(0, bar).strip(), line.text().substring(bar + 3).strip());
    }
  }

  boolean knows(String reason) {
    return meanings.containsKey(reason);
  }

  String meaning(String reason) {
    String meaning = meanings.get(reason);
    return meaning == null ? EffectName.OPAQUE.meaning() : meaning;
  }
}
