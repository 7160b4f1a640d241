package dev.gatehand.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Payloads that nobody sent yet: real ones with something missing, wrong, new or hostile. */
final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "9223372036854775808",
          "1125899906842624",
          "3.5",
          "\"\"",
          "\"/agent fix\"",
          "\"\\u0000\\ud800/agent fix\"",
          "\"../../etc\"",
          "[]",
          "{}",
          "[[[[{}]]]]",
          "[{\"id\":1},{\"id\":2}]");
  private final Random dice;

  Mutations(long seed) {
    dice = new Random(seed);
  }

  /** One or a few changes of this payload. */
  String of(String payload) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(payload);
      speak(root);
      for (int i = dice.nextInt(3); i >= 0; i--) {
        change(root);
      }
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A piece of it, as a connection leaves it that breaks off. */
  String cut(String payload) {
    return payload.substring(0, dice.nextInt(payload.length()));
  }

  /** What is said is said to us, so that it is read to its end. */
  private static void speak(ObjectNode root) {
    for (String name : List.of("comment", "review", "issue", "pull_request")) {
      if (root.path(name) instanceof ObjectNode node && node.has("body")) {
        node.put("body", "/agent fix");
      }
    }
  }

  private void change(ObjectNode root) throws JsonProcessingException {
    List<ObjectNode> objects = new ArrayList<>();
    collect(root, 0, objects);
    ObjectNode where = objects.get(dice.nextInt(objects.size()));
    List<String> names = new ArrayList<>();
    where.fieldNames().forEachRemaining(names::add);
    JsonNode value = JSON.readTree(VALUES.get(dice.nextInt(VALUES.size())));
    if (names.isEmpty() || dice.nextInt(4) == 0) {
      where.set("field_of_next_year", value);
    } else if (dice.nextInt(3) == 0) {
      where.remove(names.get(dice.nextInt(names.size())));
    } else {
      where.set(names.get(dice.nextInt(names.size())), value);
    }
  }

  /** Only what is near the top, which is what a reader looks at. */
  private static void collect(JsonNode node, int depth, List<ObjectNode> into) {
    if (depth > 3) {
      return;
    }
    if (node instanceof ObjectNode object) {
      into.add(object);
      object.forEach(it -> collect(it, depth + 1, into));
    } else if (node instanceof ArrayNode array) {
      array.forEach(it -> collect(it, depth + 1, into));
    }
  }
}
