package dev.gatehand.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request brings, checked before it is used; what is wrong is said in a sentence. */
final class Input {
  private Input() {}

  static void only(@Nullable JsonNode body, Set<String> keys) {
    if (body == null || !body.isObject()) {
      throw new Problem(400, "Send a JSON object with " + String.join(", ", keys) + ".");
    }
    body.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw new Problem(
                    400, "There is no such key here; there are: " + String.join(", ", keys) + ".");
              }
            });
  }

  static String text(@Nullable JsonNode body, String key) {
    JsonNode value = body == null ? null : body.get(key);
    if (value == null || !value.isTextual()) {
      throw new Problem(400, "`" + key + "` is missing or not a string.");
    }
    return value.textValue();
  }

  static RepoRef repository(String owner, String name) {
    try {
      return new RepoRef(owner, name);
    } catch (IllegalArgumentException notOne) {
      throw new Problem(404, "There is no such repository.");
    }
  }

  /** {@code owner/name}. */
  static RepoRef slug(String text) {
    try {
      return RepoRef.of(text);
    } catch (IllegalArgumentException notOne) {
      throw new Problem(400, "A repository is owner/name.");
    }
  }

  static ThreadRef thread(String owner, String name, int number) {
    return new ThreadRef(repository(owner, name), number);
  }

  static TaskId task(String id) {
    try {
      return new TaskId(id);
    } catch (IllegalArgumentException notOne) {
      throw new Problem(404, "There is no task of this name.");
    }
  }
}
