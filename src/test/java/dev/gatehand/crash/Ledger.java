package dev.gatehand.crash;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What was paid for and what was made, over all lives of a node: a file beside its data, so that it
 * outlives a killed process.
 */
record Ledger(Path file) {
  /** Counts calls, and lets a node die before one and after it. */
  Model counted(Model real, Deaths deaths) {
    return new Model() {
      @Override
      public String name() {
        return real.name();
      }

      @Override
      public Reply reply(Conversation conversation) {
        long turn =
            conversation.messages().stream().filter(Message.Assistant.class::isInstance).count();
        return deaths.step(
            "model call",
            () -> {
              write("paid " + turn);
              return real.reply(conversation);
            });
      }
    };
  }

  void made(String of, String id) {
    write("made " + of.replace('\n', ' ') + " -> " + id);
  }

  /** Calls of the model. */
  long paid() {
    return lines().stream().filter(line -> line.startsWith("paid ")).count();
  }

  /** Commits that were made again with another id: none, if they are deterministic. */
  List<String> unstable() {
    return lines().stream()
        .filter(line -> line.startsWith("made "))
        .distinct()
        .map(line -> line.substring(0, line.lastIndexOf(" -> ")))
        .collect(java.util.stream.Collectors.groupingBy(line -> line))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void write(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
