package dev.gatehand.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;

/** A line of JSON as the tool call that it stands for. Lines may be hostile. */
final class CallReader {
  private static final String WORKSPACE = "/workspace";
  static final JsonMapper JSON = mapper();

  private CallReader() {}

  /** What a line is. */
  sealed interface Line permits Call, Bad {}

  /**
   * A call that can be judged.
   *
   * @param id the JSON of its id, as it came
   */
  record Call(String id, Action action, String workspace, String directory) implements Line {}

  /** A line that is no call. */
  record Bad(String id, String why) implements Line {}

  static Line read(String line) {
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return new Bad("null", "This line is not JSON: " + e.getOriginalMessage());
    }
    if (!(root instanceof ObjectNode)) {
      return new Bad("null", "This line is not a JSON object.");
    }
    JsonNode id = root.path("id");
    String shown = id.isTextual() || id.isNumber() ? id.toString() : "null";
    try {
      if (shown.equals("null")) {
        throw new WrongCall("'id' is missing: a text or a number");
      }
      String workspace = folder(root, "workspace", WORKSPACE);
      return new Call(shown, action(root), workspace, folder(root, "cwd", workspace));
    } catch (WrongCall e) {
      return new Bad(shown, String.valueOf(e.getMessage()));
    }
  }

  /** One line of the answer. */
  static String answer(String id, String verdict, String rule, String reason) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("verdict", verdict).put("rule", rule).put("reason", reason);
    try {
      return "{\"id\":" + id + "," + JSON.writeValueAsString(answer).substring(1);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  static Action action(JsonNode root) throws WrongCall {
    JsonNode input = root.path("input");
    return switch (text(root, "tool")) {
      case "bash" -> new Action.Run(text(input, "command"));
      case "read_file" -> new Action.Read(text(input, "path"), 1, 0);
      case "write_file" ->
          new Action.Edit(
              text(input, "path"),
              new FileState.Unknown(),
              FileState.Present.text(text(input, "content")));
      case "edit_file" ->
          new Action.Edit(
              text(input, "path"),
              FileState.Present.text(text(input, "old")),
              FileState.Present.text(text(input, "new")));
      default ->
          throw new WrongCall("Unknown tool: known are bash, read_file, write_file, edit_file.");
    };
  }

  static String text(JsonNode node, String key) throws WrongCall {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new WrongCall("'" + key + "' is missing or not a text.");
    }
    return value.textValue();
  }

  private static String folder(JsonNode root, String key, String otherwise) throws WrongCall {
    if (root.path(key).isMissingNode() || root.path(key).isNull()) {
      return otherwise;
    }
    String folder = text(root, key);
    if (!folder.startsWith("/") || folder.indexOf('\0') >= 0) {
      throw new WrongCall("'" + key + "' is not an absolute path.");
    }
    return folder.length() > 1 && folder.endsWith("/")
        ? folder.substring(0, folder.length() - 1)
        : folder;
  }

  private static JsonMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(20).maxStringLength(32 << 20).build());
    return mapper;
  }

  /** What is wrong with a call. */
  static final class WrongCall extends Exception {
    private static final long serialVersionUID = 1;

    WrongCall(String why) {
      super(why);
    }
  }
}
