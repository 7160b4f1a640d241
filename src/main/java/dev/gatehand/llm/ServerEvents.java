package dev.gatehand.llm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Server-sent events, read from an answer as its pieces come. */
final class ServerEvents {
  private final Answer answer;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Deque<ServerEvent> ready = new ArrayDeque<>();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private boolean afterReturn;

  /** One event; {@code name} is empty where the protocol gives none. */
  record ServerEvent(String name, String data) {}

  ServerEvents(Answer answer) {
    this.answer = answer;
  }

  /** The next event; empty when the stream ends. What stands unfinished at its end is dropped. */
  Optional<ServerEvent> next() {
    while (ready.isEmpty()) {
      Optional<byte[]> piece = answer.next();
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      for (byte each : piece.get()) {
        read(each);
      }
    }
    return Optional.of(ready.removeFirst());
  }

  /** Lines end with CR, LF or both. */
  private void read(byte each) {
    if (each == '\n' && afterReturn) {
      afterReturn = false;
      return;
    }
    afterReturn = each == '\r';
    if (each == '\n' || each == '\r') {
      line(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(each);
    }
  }

  private void line(String text) {
    if (text.isEmpty()) {
      if (!data.isEmpty()) {
        ready.addLast(new ServerEvent(name, data.toString()));
      }
      data.setLength(0);
      name = "";
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    String plain = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "event" -> name = plain;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(plain);
      default -> {
        // A comment that keeps the connection open, or a field without a meaning for us.
      }
    }
  }
}
