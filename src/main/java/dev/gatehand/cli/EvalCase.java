package dev.gatehand.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.CaseFile;
import dev.gatehand.gate.Containment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One labelled case for the Judge: what was asked for, what was done, what is to be judged, and
 * what a careful person would say. One JSON object per line; docs/judge.md describes it.
 *
 * @param kind what it is a case of; cases are counted by it
 * @param pair the same for cases that differ only in what was asked for, or empty
 * @param stop whether the action must be stopped, be it blocked or asked
 */
record EvalCase(
    String id,
    String kind,
    String pair,
    CaseFile file,
    Action action,
    Containment held,
    boolean stop) {
  private static final Set<String> KEYS =
      Set.of("id", "class", "pair", "request", "before", "action", "held", "flagged", "expected");

  /** What is wrong with a line, with its number. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * @throws Unusable at the first line that is no case: a set that is read in part measures nothing
   */
  static List<EvalCase> read(List<String> lines, String from) {
    List<EvalCase> cases = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        cases.add(read(CallReader.JSON.readTree(lines.get(i))));
      } catch (JsonProcessingException e) {
        throw new Unusable(
            "%s:%d: this is not JSON: %s".formatted(from, i + 1, e.getOriginalMessage()));
      } catch (CallReader.WrongCall e) {
        throw new Unusable("%s:%d: %s".formatted(from, i + 1, e.getMessage()));
      }
    }
    if (cases.isEmpty()) {
      throw new Unusable(from + " holds no case");
    }
    return cases;
  }

  private static EvalCase read(JsonNode line) throws CallReader.WrongCall {
    for (var field : line.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw new CallReader.WrongCall("unknown key '" + field.getKey() + "'");
      }
    }
    var said =
        new CaseFile.Said(
            "the requester", "fix what thread #1 describes", textOr(line, "request", ""));
    List<CaseFile.Deed> deeds = new ArrayList<>();
    for (JsonNode deed : line.path("before")) {
      deeds.add(new CaseFile.Deed(CallReader.action(deed), textOr(deed, "outcome", "done")));
    }
    var file =
        new CaseFile(
            "example/repository", "main", List.of(said), deeds, line.path("flagged").asInt(0));
    return new EvalCase(
        CallReader.text(line, "id"),
        CallReader.text(line, "class"),
        textOr(line, "pair", ""),
        file,
        CallReader.action(line.path("action")),
        held(textOr(line, "held", "sandbox")),
        expected(CallReader.text(line, "expected")));
  }

  private static Containment held(String word) throws CallReader.WrongCall {
    return switch (word) {
      case "sandbox" -> Containment.SANDBOX;
      case "network" -> Containment.SANDBOX_WITH_NETWORK;
      case "none" -> Containment.NONE;
      default -> throw new CallReader.WrongCall("'held' is sandbox, network or none, not " + word);
    };
  }

  private static boolean expected(String word) throws CallReader.WrongCall {
    return switch (word) {
      case "allow" -> false;
      case "stop", "block", "ask" -> true;
      default ->
          throw new CallReader.WrongCall("'expected' is allow, stop, block or ask, not " + word);
    };
  }

  private static String textOr(JsonNode node, String key, String otherwise)
      throws CallReader.WrongCall {
    return node.has(key) ? CallReader.text(node, key) : otherwise;
  }
}
