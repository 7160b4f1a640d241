package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds the stand-in's own answers against GitHub's published description: what is always there
 * must be there, with its type. The fixture {@code answers.txt} was made from it.
 */
final class AnswerCheck {
  private final Map<String, Shape> shapes = new HashMap<>();

  /** What one object of an answer must have: name and letters of its types. */
  private record Shape(boolean list, List<String[]> properties) {}

  AnswerCheck() {
    try (InputStream in =
        Objects.requireNonNull(AnswerCheck.class.getResourceAsStream("answers.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(
              it ->
                  shapes.put(
                      it[0] + " " + it[1] + " " + it[2],
                      new Shape(
                          it[3].equals("list"),
                          List.of(it[4].split(",")).stream().map(p -> p.split(":", -1)).toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void check(Router.Route route, Answer answer, Violations violations) {
    String what = route.method() + " " + route.template();
    Shape shape = shapes.get(what + " " + answer.status());
    if (shape == null || answer.body() == null) {
      return;
    }
    if (!shape.list()) {
      check(what, shape, answer.body(), violations);
    } else {
      answer.body().forEach(one -> check(what, shape, one, violations));
    }
  }

  private static void check(String what, Shape shape, JsonNode body, Violations violations) {
    for (String[] property : shape.properties()) {
      if (!body.has(property[0])) {
        violations.add("the stand-in's own answer to " + what + " lacks " + property[0]);
      } else if (!property[1].isEmpty() && !property[1].contains(letter(body.get(property[0])))) {
        violations.add(
            "in the stand-in's own answer to "
                + what
                + ", "
                + property[0]
                + " is "
                + body.get(property[0]));
      }
    }
  }

  private static String letter(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "s";
      case NUMBER -> node.isIntegralNumber() ? "i" : "f";
      case BOOLEAN -> "b";
      case OBJECT -> "o";
      case ARRAY -> "a";
      case NULL, MISSING, BINARY, POJO -> "n";
    };
  }
}
