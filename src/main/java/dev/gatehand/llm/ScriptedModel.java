package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model that plays a {@link Script}. It thinks nothing and costs nothing, and says everywhere
 * that it is scripted; what its calls do is as real as with any model.
 *
 * <p>It remembers nothing: each reply carries in its raw form the line that it came from, so a task
 * that was parked goes on in another process from the conversation alone.
 */
public final class ScriptedModel implements Model {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private final Script script;

  public ScriptedModel(Script script) {
    this.script = script;
  }

  /** A script of the jar, e.g. {@code scripts/demo.jsonl}. */
  public static ScriptedModel fromClassPath(String resource) {
    try (InputStream in = ScriptedModel.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + resource + " on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ScriptedModel(Script.read(resource, text));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the script " + resource, e);
    }
  }

  public static ScriptedModel fromFile(Path file) {
    try {
      return new ScriptedModel(Script.read(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the script " + file, e);
    }
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Reply reply(Conversation conversation) {
    String seen = sinceLastReply(conversation);
    List<Reply> said = said(conversation);
    Script.Cue cue =
        (said.isEmpty() ? script.first(seen) : script.after(number(said.getLast()), seen))
            .orElseThrow(() -> unavailable("has nothing more to say: it is a story with an end"));
    Script.Line line = cue.line();
    line.expect()
        .filter(expected -> !expected.matcher(seen).find())
        .ifPresent(
            expected -> {
              throw unavailable(
                  "expected in line "
                      + line.number()
                      + " to read `"
                      + expected
                      + "`, but the last message was: "
                      + shorten(seen));
            });
    Map<String, String> values = new HashMap<>(cue.captured());
    values.put("lastFailed", lastFailed(conversation));
    return play(line, said.size() + 1, values);
  }

  private Reply play(Script.Line line, int turn, Map<String, String> values) {
    List<ToolCall> calls = new ArrayList<>();
    for (ToolCall call : line.calls()) {
      Map<String, Object> input = new HashMap<>(call.input());
      input.replaceAll((_, value) -> value instanceof String text ? fill(text, values) : value);
      calls.add(new ToolCall("call_" + turn + "_" + (calls.size() + 1), call.tool(), input));
    }
    String raw =
        Json.MAPPER
            .createObjectNode()
            .put("script", script.name())
            .put("line", line.number())
            .toString();
    Reply.Stop stop = line.stop().orElse(calls.isEmpty() ? Reply.Stop.DONE : Reply.Stop.CALLS);
    return new Reply(fill(line.text(), values), calls, stop, Usage.NONE, raw);
  }

  private static String fill(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  private int number(Reply last) {
    try {
      JsonNode raw = Json.MAPPER.readTree(last.raw());
      if (raw.path("line").isInt()) {
        return raw.path("line").asInt();
      }
    } catch (JsonProcessingException e) {
      // Said by another model: told below.
    }
    throw unavailable("cannot go on with a conversation that another model began");
  }

  private static List<Reply> said(Conversation conversation) {
    return conversation.messages().stream()
        .filter(Message.Assistant.class::isInstance)
        .map(message -> ((Message.Assistant) message).reply())
        .toList();
  }

  /** All that came since the last reply: results, and what a person said after them. */
  private static String sinceLastReply(Conversation conversation) {
    List<String> parts = new ArrayList<>();
    for (Message message : conversation.messages()) {
      switch (message) {
        case Message.Assistant _ -> parts.clear();
        case Message.User(String text, _) -> parts.add(text);
        case Message.Results(List<ToolResult> results) ->
            parts.add(results.stream().map(ToolResult::text).collect(Collectors.joining("\n")));
      }
    }
    return String.join("\n", parts);
  }

  private static String lastFailed(Conversation conversation) {
    String failed = "";
    for (Message message : conversation.messages()) {
      if (message instanceof Message.Results(List<ToolResult> results)) {
        for (ToolResult result : results) {
          failed = result.failed() ? result.callId() : failed;
        }
      }
    }
    return failed;
  }

  private ModelUnavailable unavailable(String what) {
    return new ModelUnavailable("the scripted model (" + script.name() + ") " + what, false);
  }

  private static String shorten(String text) {
    return text.length() <= 400
        ? text
        : text.substring(0, 200) + " … " + text.substring(text.length() - 200);
  }
}
