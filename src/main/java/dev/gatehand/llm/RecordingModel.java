package dev.gatehand.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A model whose sessions are written down as {@link Script}s, one file for each conversation: what
 * the scripted model plays again, without provider and key. What the model was asked is not in
 * them; what it wrote is, so a recording is as secret as the repository that it worked on.
 */
public final class RecordingModel implements Model {
  private final Model model;
  private final Path folder;

  /**
   * @param folder is made; nothing in it is overwritten
   */
  public RecordingModel(Model model, Path folder) {
    this.model = model;
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("sessions cannot be recorded in " + folder, e);
    }
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public long contextTokens() {
    return model.contextTokens();
  }

  @Override
  public boolean takesImages() {
    return model.takesImages();
  }

  @Override
  public Reply reply(Conversation conversation) {
    Reply reply = model.reply(conversation);
    record(conversation, reply);
    return reply;
  }

  private synchronized void record(Conversation conversation, Reply reply) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("text", reply.text());
    ArrayNode calls = line.putArray("calls");
    Optional<String> failed = lastFailed(conversation.messages());
    for (ToolCall call : reply.calls()) {
      ObjectNode input = Json.MAPPER.valueToTree(call.input());
      // Ids are given anew when it is played; a request for approval names the last refusal.
      if (failed.filter(id -> id.equals(call.input().get("call_id"))).isPresent()) {
        input.put("call_id", "${lastFailed}");
      }
      calls.addObject().put("tool", call.tool()).set("input", input);
    }
    if (reply.stop() != Reply.Stop.DONE && reply.stop() != Reply.Stop.CALLS) {
      line.put("stop", reply.stop().name());
    }
    try {
      Files.writeString(
          file(conversation), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the session could not be recorded in " + folder, e);
    }
  }

  private static Optional<String> lastFailed(List<Message> messages) {
    return messages.stream()
        .filter(Message.Results.class::isInstance)
        .flatMap(message -> ((Message.Results) message).results().stream())
        .filter(ToolResult::failed)
        .map(ToolResult::callId)
        .reduce((_, last) -> last);
  }

  /** Conversations are told apart by how they begin; the same task again goes on in its file. */
  private Path file(Conversation conversation) {
    String opening =
        conversation.messages().getFirst() instanceof Message.User said ? said.text() : "";
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(opening.getBytes(StandardCharsets.UTF_8));
      return folder.resolve("session-" + HexFormat.of().formatHex(digest, 0, 6) + ".jsonl");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM knows SHA-256", e);
    }
  }
}
