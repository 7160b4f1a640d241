package dev.gatehand.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What verbs mean by the convention of command-line tools, from verbs.txt. */
final class VerbTable {

  /** Areas whose words are no verbs of command-line tools. */
  private static final Set<String> OWN = Set.of("redis", "sql", "statement");

  private static final Map<String, String> CLASSES = new HashMap<>();

  static {
    for (KnowledgeFile.Line line : KnowledgeFile.read("verbs.txt")) {
      String[] words = line.text().split(" +");
      if (words.length < 3) {
        throw line.wrong("expected area, class, verbs");
      }
      for (int i = 2; i < words.length; i++) {
        if (CLASSES.put(words[0] + " " + words[i], words[1]) != null) {
          throw line.wrong("listed twice: " + words[i]);
        }
      }
    }
  }

  private VerbTable() {}

  /** read, list, change or delete; empty if the word is no verb there. */
  static String of(String area, String verb) {
    String special = CLASSES.get(area + " " + verb);
    if (special != null) {
      return special;
    }
    return OWN.contains(area) ? "" : CLASSES.getOrDefault("all " + verb, "");
  }
}
