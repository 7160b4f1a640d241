package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.ForgeUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists that GitHub gives page by page. */
final class Pages {
  /** A list longer than this (100 each) is not what we look for, or somebody floods it. */
  private static final int MOST = 200;

  private Pages() {}

  /** All entries of all pages. */
  static List<JsonNode> each(Wire wire, String first, Call.Pass pass, Call.Weight weight) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> address = Optional.of(first);
    for (int page = 0; address.isPresent(); page++) {
      if (page == MOST) {
        throw new ForgeUnavailable(
            "GitHub's list at %s has more than %d pages: it is not read".formatted(first, MOST));
      }
      Answer answer = wire.send(Call.get(address.get(), pass, weight));
      if (!answer.isGood()) {
        throw Refused.of(answer, "read the list at " + first);
      }
      JsonNode json = answer.json();
      // Some lists stand in an object, beside their length.
      JsonNode list = json.isArray() ? json : Optional.ofNullable(firstArray(json)).orElse(json);
      list.forEach(all::add);
      address = answer.next();
    }
    return all;
  }

  private static @org.jspecify.annotations.Nullable JsonNode firstArray(JsonNode object) {
    for (JsonNode child : object) {
      if (child.isArray()) {
        return child;
      }
    }
    return null;
  }
}
