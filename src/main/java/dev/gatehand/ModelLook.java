package dev.gatehand;

import dev.gatehand.cli.Finding;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks the model that is set for one word: it is there, takes the key, and knows the name. */
final class ModelLook {
  private static final Conversation QUESTION =
      new Conversation("", List.of(new Message.User("Answer with one word: ok")), List.of());

  private ModelLook() {}

  static Finding look(Map<String, String> environment) {
    Settings.Model settings =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(environment, 300))
            .withMapping(Settings.class)
            .withValidateUnknown(false)
            .build()
            .getConfigMapping(Settings.class)
            .model();
    if (settings.provider().equals("scripted")) {
      return Finding.good("model: scripted; it plays a file, and no language model takes part");
    }
    try {
      return answers(Models.of(settings));
    } catch (WrongSetting e) {
      return Finding.poor(
          "model: none is set up; the demo needs none", String.valueOf(e.getMessage()));
    }
  }

  private static Finding answers(Model model) {
    long begun = System.nanoTime();
    try {
      model.reply(QUESTION);
    } catch (ModelUnavailable | ConversationTooLong e) {
      return Finding.bad(
          "model: " + e.getMessage(),
          "Check GATEHAND_MODEL_PROVIDER, _BASE_URL, _API_KEY and _NAME, and the way there.");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return Finding.good("model: %s answers, in %d ms".formatted(model.name(), took.toMillis()));
  }
}
