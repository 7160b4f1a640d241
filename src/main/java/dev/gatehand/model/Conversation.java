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

  /** All that are shown in it. */
  public List<Image> images() {
    return messages.stream()
        .filter(Message.User.class::isInstance)
        .flatMap(message -> ((Message.User) message).images().stream())
        .toList();
  }

  /** The same without images; {@code unseen} is added to words that had some. */
  public Conversation inWords(String unseen) {
    return new Conversation(
        system, messages.stream().map(message -> inWords(message, unseen)).toList(), tools);
  }

  private static Message inWords(Message message, String unseen) {
    return message instanceof Message.User(String text, List<Image> images) && !images.isEmpty()
        ? new Message.User(text.stripTrailing() + "\n\n" + unseen)
        : message;
  }
}
