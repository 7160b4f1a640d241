package dev.gatehand.model;

import java.util.List;

/**
 * What a model is shown.
 *
 * @param system our own words
 * @param messages oldest first; begins with a {@link Message.User}
 */
public record Conversation(String system, List<Message> messages, List<ToolSpec> tools) {
  public Conversation {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
