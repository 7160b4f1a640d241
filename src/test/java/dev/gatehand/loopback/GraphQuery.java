package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads as much of GraphQL as a client of ours needs: one operation, its fields and fragments. */
final class GraphQuery {
  private static final Pattern TOKEN =
      Pattern.compile("\\.\\.\\.|[{}():!\\[\\]$=]|\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.-]+");
  private final List<String> tokens = new ArrayList<>();
  private final JsonNode variables;
  private int at;

  /**
   * A field that is asked for.
   *
   * @param onType empty, or the type to which a fragment bound it
   */
  record Field(String name, Map<String, JsonNode> arguments, String onType, List<Field> fields) {}

  /** An operation: {@code query} or {@code mutation}. */
  record Operation(String kind, List<Field> fields) {}

  private GraphQuery(String text, JsonNode variables) {
    this.variables = variables;
    Matcher matcher = TOKEN.matcher(text.replaceAll("(?m)#.*$", "").replace(',', ' '));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
  }

  /**
   * @throws IllegalArgumentException in words, when it cannot be read
   */
  static Operation read(String text, JsonNode variables) {
    return new GraphQuery(text, variables).operation();
  }

  private Operation operation() {
    String kind = peek().equals("{") ? "query" : next();
    if (!kind.equals("query") && !kind.equals("mutation")) {
      throw new IllegalArgumentException("Expected an operation, got " + kind);
    }
    while (!peek().equals("{")) {
      next();
    }
    return new Operation(kind, selection(""));
  }

  private List<Field> selection(String onType) {
    expect("{");
    List<Field> fields = new ArrayList<>();
    while (!peek().equals("}")) {
      if (peek().equals("...")) {
        next();
        expect("on");
        fields.addAll(selection(next()));
      } else {
        fields.add(field(onType));
      }
    }
    expect("}");
    return fields;
  }

  private Field field(String onType) {
    String name = next();
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    if (peek().equals("(")) {
      next();
      while (!peek().equals(")")) {
        String argument = next();
        expect(":");
        arguments.put(argument, value());
      }
      next();
    }
    return new Field(name, arguments, onType, peek().equals("{") ? selection("") : List.of());
  }

  private JsonNode value() {
    String token = next();
    return switch (token.charAt(0)) {
      case '$' -> variables.path(next());
      case '"' -> Json.read(token.getBytes(java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
      case '{' -> object();
      case '[' -> list();
      default ->
          Json.read(token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .orElseGet(() -> Json.object("it", token).get("it"));
    };
  }

  private JsonNode object() {
    var node = Json.object();
    while (!peek().equals("}")) {
      String name = next();
      expect(":");
      node.set(name, value());
    }
    next();
    return node;
  }

  private JsonNode list() {
    List<JsonNode> values = new ArrayList<>();
    while (!peek().equals("]")) {
      values.add(value());
    }
    next();
    return Json.array(values);
  }

  private String peek() {
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("Unexpected end of document");
    }
    return tokens.get(at);
  }

  private String next() {
    String token = peek();
    at++;
    return token;
  }

  private void expect(String what) {
    String token = next();
    if (!token.equals(what)) {
      throw new IllegalArgumentException("Expected " + what + ", got " + token);
    }
  }
}
