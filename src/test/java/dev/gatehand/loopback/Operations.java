package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What GitHub's published description says of each operation: which names its query and its body
 * know. The fixture {@code operations.txt} was made from it.
 */
final class Operations {
  private final Map<String, Operation> operations = new HashMap<>();

  /** Names of the query, and of the body; a body's name that must be there ends in "!". */
  record Operation(Set<String> query, Set<String> body) {}

  Operations() {
    try (InputStream in =
        Objects.requireNonNull(Operations.class.getResourceAsStream("operations.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(
              it -> operations.put(it[0] + " " + it[1], new Operation(names(it[3]), names(it[5]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean knows(String method, String template) {
    return operations.containsKey(method + " " + template);
  }

  /** Notes the names of a request that GitHub does not know, and those that it lacks. */
  void check(
      Router.Route route, Map<String, String> query, ObjectNode body, Violations violations) {
    String what = route.method() + " " + route.template();
    Operation operation = operations.get(what);
    if (operation == null) {
      violations.add(what + ": GitHub knows no such operation");
      return;
    }
    note(what + ": the query has ", query.keySet(), operation.query(), violations);
    Set<String> known = new java.util.HashSet<>();
    operation.body().forEach(it -> known.add(it.replace("!", "")));
    note(
        what + ": the body has ",
        body.properties().stream().map(Map.Entry::getKey).toList(),
        known,
        violations);
    operation.body().stream()
        .filter(it -> it.endsWith("!") && !body.has(it.replace("!", "")))
        .forEach(it -> violations.add(what + ": the body lacks " + it.replace("!", "")));
  }

  private static void note(
      String where, Collection<String> given, Set<String> known, Violations violations) {
    given.stream()
        .filter(it -> !known.contains(it))
        .forEach(it -> violations.add(where + it + ", which GitHub does not know"));
  }

  private static Set<String> names(String list) {
    return list.equals("-")
        ? Set.of()
        : Arrays.stream(list.split(",")).collect(Collectors.toUnmodifiableSet());
  }
}
