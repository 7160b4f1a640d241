package dev.gatehand.llm;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Outages;
import dev.gatehand.model.Outages.Outage;
import dev.gatehand.model.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A model that is left alone while it is known to be down, by all tasks of all nodes. */
public final class GuardedModel implements Model {
  private final Model model;
  private final String knownAs;
  private final Outages outages;
  private final InstantSource clock;

  public GuardedModel(Model model, Outages outages, InstantSource clock) {
    this(model, model.name(), outages, clock);
  }

  /** {@code knownAs}: its outages are no others', although another of that name may be asked. */
  public GuardedModel(Model model, String knownAs, Outages outages, InstantSource clock) {
    this.model = model;
    this.knownAs = knownAs;
    this.outages = outages;
    this.clock = clock;
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
    Optional<Outage> outage = outages.holding(knownAs);
    if (outage.isPresent()) {
      var now = clock.instant();
      Duration left = Duration.between(now, outage.get().next().orElse(now));
      throw new ModelUnavailable(outage.get().why(), left);
    }
    try {
      Reply reply = model.reply(conversation);
      outages.answered(knownAs);
      return reply;
    } catch (ConversationTooLong e) {
      outages.answered(knownAs);
      throw e;
    } catch (ModelUnavailable e) {
      // An interrupt is this node's own doing, and a refused key is nothing that time mends.
      if (e.passing() && !Thread.currentThread().isInterrupted()) {
        outages.failed(knownAs, String.valueOf(e.getMessage()), e.atLeast());
      }
      throw e;
    }
  }
}
