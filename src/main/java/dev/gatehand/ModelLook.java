package dev.gatehand;

import dev.gatehand.cli.Finding;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks the model that is set for one word: it is there, takes the key, and knows the name. */
final class ModelLook {
  private static final Conversation QUESTION =
      new Conversation("", List.of(new Message.User("Answer with one word: ok")), List.of());

  private ModelLook() {}

  static Finding look(Map<String, String> environment) {
    Settings.Model settings = PlainSettings.in(environment).model();
    if (settings.provider().equals("scripted")) {
      return Finding.good("model: scripted; it plays a file, and no language model takes part");
    }
    try {
      return answers("model", Models.of(settings));
    } catch (WrongSetting e) {
      return Finding.poor(
          "model: none is set up; the demo needs none", String.valueOf(e.getMessage()));
    }
  }

  /** {@code what}: model or judge, also the middle of the names of its settings. */
  static Finding answers(String what, Model model) {
    long begun = System.nanoTime();
    try {
      model.reply(QUESTION);
    } catch (ModelUnavailable | ConversationTooLong e) {
      return Finding.bad(
          what + ": " + e.getMessage(),
          "Check GATEHAND_%s_PROVIDER, _BASE_URL, _API_KEY and the name, and the way there."
              .formatted(what.toUpperCase(Locale.ROOT)));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return Finding.good("%s: %s answers, in %d ms".formatted(what, model.name(), took.toMillis()));
  }
}
