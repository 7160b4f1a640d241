package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A session as a file, to be played again: JSON lines, blank ones and those that begin with {@code
 * #} are skipped.
 *
 * <pre>
 * {"start":[{"when":"trailing empty field","to":"look"},{"to":"other"}]}
 * {"label":"look","text":"I look around.","calls":[{"tool":"list","input":{"path":"."}}]}
 * {"expect":"check\\.sh","text":"...","calls":[...],"next":[{"when":"refused","to":"denied"}]}
 * </pre>
 *
 * {@code start}, on the first line only, chooses the first reply; {@code next} the one after this;
 * without a choice that fits, the following line comes. {@code when} is a regular expression that
 * is looked for in the last message, {@code expect} one that must be found there: where the world
 * went another way than the script, it says so instead of playing on. {@code end:true}: nothing
 * follows. {@code stop}: why the reply ended, one of {@link Reply.Stop}, where it is not plain.
 */
public final class Script {
  private static final Set<String> KEYS =
      Set.of("start", "label", "text", "calls", "expect", "next", "end", "usage", "about", "stop");

  /** A line to be played, and what the expression that led to it captured. */
  record Cue(Line line, Map<String, String> captured) {}

  /** Where to go on; {@code when} fits always if it is empty. */
  record Choice(Optional<Pattern> when, String to) {}

  /** One reply. Ids of the calls are given when it is played. */
  record Line(
      int number,
      String text,
      List<ToolCall> calls,
      Optional<Pattern> expect,
      List<Choice> next,
      Optional<Reply.Stop> stop,
      boolean end) {}

  private final String name;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private List<Choice> start = List.of();

  private Script(String name) {
    this.name = name;
  }

  /**
   * Reads a script.
   *
   * @param name what people call it, for complaints
   * @throws IllegalArgumentException with name and line, when it is not one
   */
  public static Script read(String name, String text) {
    Script script = new Script(name);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        script.add(number, line);
      }
    }
    script.requireTargets();
    return script;
  }

  String name() {
    return name;
  }

  Optional<Cue> first(String lastMessage) {
    return start.isEmpty() ? at(0) : choose(start, lastMessage);
  }

  /** The line after the one with this number, or empty: the script has ended. */
  Optional<Cue> after(int number, String lastMessage) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.number() == number && !line.end()) {
        Optional<Cue> chosen = choose(line.next(), lastMessage);
        return chosen.isPresent() ? chosen : at(i + 1);
      }
    }
    return Optional.empty();
  }

  private Optional<Cue> at(int index) {
    return index < lines.size()
        ? Optional.of(new Cue(lines.get(index), Map.of()))
        : Optional.empty();
  }

  private Optional<Cue> choose(List<Choice> choices, String lastMessage) {
    for (Choice choice : choices) {
      Line line = lines.get(Optional.ofNullable(labels.get(choice.to())).orElseThrow());
      if (choice.when().isEmpty()) {
        return Optional.of(new Cue(line, Map.of()));
      }
      Matcher found = choice.when().get().matcher(lastMessage);
      if (found.find()) {
        return Optional.of(new Cue(line, captured(found)));
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> captured(Matcher found) {
    Map<String, String> captured = new HashMap<>();
    found
        .namedGroups()
        .forEach(
            (name, group) ->
                captured.put(name, Optional.ofNullable(found.group(group)).orElse("").strip()));
    return Map.copyOf(captured);
  }

  private void add(int number, String text) {
    JsonNode node = parse(number, text);
    node.fieldNames()
        .forEachRemaining(key -> require(KEYS.contains(key), number, "knows no " + key));
    if (node.has("start")) {
      require(lines.isEmpty(), number, "has a start that is not its first line");
      start = choices(number, node.path("start"));
      return;
    }
    if (node.has("label")) {
      Integer before = labels.put(node.path("label").asText(), lines.size());
      require(before == null, number, "has the label " + node.path("label").asText() + " twice");
    }
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : node.path("calls")) {
      require(call.path("tool").isTextual(), number, "has a call without a tool");
      require(call.path("input").isObject(), number, "has a call whose input is no object");
      calls.add(new ToolCall("", call.path("tool").asText(), PlainValues.of(call.path("input"))));
    }
    lines.add(
        new Line(
            number,
            node.path("text").asText(),
            List.copyOf(calls),
            pattern(number, node.path("expect")),
            choices(number, node.path("next")),
            stop(number, node.path("stop")),
            node.path("end").asBoolean()));
  }

  private List<Choice> choices(int number, JsonNode list) {
    List<Choice> choices = new ArrayList<>();
    for (JsonNode choice : list) {
      require(choice.path("to").isTextual(), number, "has a choice without a label to go to");
      choices.add(new Choice(pattern(number, choice.path("when")), choice.path("to").asText()));
    }
    return List.copyOf(choices);
  }

  private Optional<Reply.Stop> stop(int number, JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    var known =
        Arrays.stream(Reply.Stop.values())
            .filter(it -> it.name().equals(node.asText()))
            .findFirst();
    require(known.isPresent(), number, "knows no stop " + node.asText());
    return known;
  }

  private Optional<Pattern> pattern(int number, JsonNode node) {
    if (!node.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(node.asText(), Pattern.MULTILINE | Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(where(number) + "has no regular expression: " + node, e);
    }
  }

  private void requireTargets() {
    List<Choice> all = new ArrayList<>(start);
    lines.forEach(line -> all.addAll(line.next()));
    for (Choice choice : all) {
      if (!labels.containsKey(choice.to())) {
        throw new IllegalArgumentException("the script " + name + " has no label " + choice.to());
      }
    }
  }

  private JsonNode parse(int number, String text) {
    try {
      JsonNode node = Json.MAPPER.readTree(text);
      require(node.isObject(), number, "is no JSON object");
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          where(number) + "is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void require(boolean holds, int number, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(where(number) + complaint);
    }
  }

  private String where(int number) {
    return "the script " + name + ", line " + number + ", ";
  }
}
