package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables that programs obey, from variables.txt. */
final class Variables {

  private record Entry(String risk, String pattern, List<String> harmless) {}

  private static final Map<String, Entry> EXACT = new HashMap<>();
  private static final List<Entry> WILD = new ArrayList<>();
  private static final List<String> SECRET_WORDS =
      List.of(
          "token",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "credential",
          "api_key",
          "apikey",
          "access_key",
          "private_key",
          "auth_key",
          "_pat",
          "_key",
          "dsn",
          "webhook",
          "database_url",
          "redis_url",
          "mongo_ur",
          "mongodb_ur",
          "amqp_url",
          "broker_url",
          "connection_string",
          "connectionstring");

  static {
    for (KnowledgeFile.Line line : KnowledgeFile.read("variables.txt")) {
      List<String> fields = List.of(line.text().split(" +"));
      if (fields.size() < 2) {
        throw line.wrong("expected risk and name");
      }
      Entry entry = new Entry(fields.get(0), fields.get(1), fields.subList(2, fields.size()));
      if (entry.pattern().indexOf('*') >= 0) {
        WILD.add(entry);
      } else if (EXACT.put(entry.pattern(), entry) != null) {
        throw line.wrong("described twice");
      }
    }
  }

  private Variables() {}

  /** The risk of giving the variable this value, or null if there is none. */
  static @Nullable String risk(String name, String value) {
    Entry entry = EXACT.get(name);
    for (int i = 0; entry == null && i < WILD.size(); i++) {
      entry = Wildcards.matches(WILD.get(i).pattern(), name) ? WILD.get(i) : null;
    }
    if (entry == null) {
      return null;
    }
    for (String harmless : entry.harmless()) {
      if (Wildcards.matches(harmless, value)) {
        return null;
      }
    }
    return entry.risk();
  }

  /** Whether a variable of this name mostly holds a secret. */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : SECRET_WORDS) {
      int at = lower.indexOf(word);
      if (at < 0) {
        continue;
      }
      // A short ending must end the word: _PAT is a token, _PATH is not.
      int end = at + word.length();
      boolean ends = end == lower.length() || !Character.isLetter(lower.charAt(end));
      if ((ends || !word.startsWith("_"))) {
        return true;
      }
    }
    return false;
  }
}
