package dev.gatehand.llm;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.text.Template;
import java.util.Locale;
import java.util.function.Function;

/**
 * Shows a model images, if the operator says that it sees. A provider refuses the whole request for
 * one image that it cannot read, and anybody can put such a one on a thread to keep the agent from
 * working there: then the request is made again in words alone.
 */
final class Sight {
  private final ProviderSettings settings;
  private final String unseen = Template.resource("prompts/results/unseen.md").strip();

  Sight(ProviderSettings settings) {
    this.settings = settings;
  }

  Reply reply(Conversation conversation, Function<Conversation, Reply> asked) {
    if (conversation.images().isEmpty()) {
      return asked.apply(conversation);
    }
    if (!settings.images()) {
      return asked.apply(conversation.inWords(unseen));
    }
    try {
      return asked.apply(conversation);
    } catch (ModelUnavailable e) {
      if (e.passing() || !isAboutImages(e)) {
        throw e;
      }
      return asked.apply(conversation.inWords(unseen));
    }
  }

  private static boolean isAboutImages(ModelUnavailable refusal) {
    return String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("image");
  }
}
