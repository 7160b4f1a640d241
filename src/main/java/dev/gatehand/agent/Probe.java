package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import dev.gatehand.text.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a tool brought back for instructions to the agent, before the agent reads it. It
 * never keeps anything back: it marks, it is on record, and from then on the Judge looks harder at
 * what the agent does. An attacker who gets past it has gained nothing but that care.
 */
public final class Probe {
  /** Characters that a model is shown of one result; of longer ones head and tail. */
  private static final int SHOWN = 60_000;

  private static final String QUESTION = Template.resource("prompts/judge/probe.md");
  private static final Template PROBED = Template.prompt("judge/probed.md");
  private static final Template FLAGGED = Template.prompt("results/flagged.md");
  private static final Template UNPROBED = Template.prompt("results/unprobed.md");
  private final @Nullable Model model;
  private final InstantSource clock;

  private Probe(@Nullable Model model, InstantSource clock) {
    this.model = model;
    this.clock = clock;
  }

  /** What can be told without a model. */
  public static Probe bySigns(InstantSource clock) {
    return new Probe(null, clock);
  }

  /** {@code model} answers in a word. */
  public static Probe with(Model model, InstantSource clock) {
    return new Probe(model, clock);
  }

  /** What goes into the journal of a call that was performed: what was found first, if anything. */
  Event[] look(Action action, Event.Performed performed, boolean mayAsk) {
    if (action instanceof Action.Edit) {
      // What comes of an edit are our own words.
      return new Event[] {performed};
    }
    Looked looked = look(performed.callId(), performed.text(), mayAsk);
    var read =
        new Event.Performed(
            performed.callId(),
            looked.text(),
            performed.failed(),
            performed.tree(),
            performed.millis());
    return looked.event().isPresent()
        ? new Event[] {looked.event().get(), read}
        : new Event[] {read};
  }

  /**
   * A result that was looked at.
   *
   * @param event where there is something to say
   * @param text as the agent reads it
   */
  private record Looked(Optional<Event.Probed> event, String text) {}

  private Looked look(String callId, String text, boolean mayAsk) {
    List<String> signs = InjectionSigns.in(text);
    if (!signs.isEmpty()) {
      return marked(new Event.Probed(callId, "flagged", signs, "", 0, Usage.NONE), FLAGGED, text);
    }
    Model asked = model;
    if (asked == null || !mayAsk || !InjectionSigns.deservesALook(text)) {
      return new Looked(Optional.empty(), text);
    }
    return look(asked, callId, text);
  }

  private Looked look(Model asked, String callId, String text) {
    Instant begun = clock.instant();
    String finding;
    String sign;
    Usage usage = Usage.NONE;
    try {
      Reply reply = asked.reply(question(text));
      usage = reply.usage();
      String word = reply.text().strip().toLowerCase(Locale.ROOT).replaceAll("[.!]$", "");
      finding = word.equals("no") ? "clean" : word.equals("yes") ? "flagged" : "unprobed";
      sign =
          finding.equals("flagged")
              ? "a second model takes it for an attempt to steer an agent"
              : "what the second model answered could not be read";
    } catch (ModelUnavailable | ConversationTooLong e) {
      finding = "unprobed";
      sign = "the second model does not answer";
      // Interrupted by this node's end: the result is kept first, and the slice ends by itself.
      Thread.interrupted();
    }
    long millis = Duration.between(begun, clock.instant()).toMillis();
    boolean clean = finding.equals("clean");
    List<String> signs = clean ? List.of() : List.of(sign);
    var event = new Event.Probed(callId, finding, signs, asked.name(), millis, usage);
    return clean
        ? new Looked(Optional.of(event), text)
        : marked(event, event.flagged() ? FLAGGED : UNPROBED, text);
  }

  private static Looked marked(Event.Probed event, Template mark, String text) {
    String words = mark.render(Map.of("signs", event.signs())).strip();
    return new Looked(Optional.of(event), words + "\n" + text);
  }

  private static Conversation question(String text) {
    String shown =
        text.length() <= SHOWN
            ? text
            : text.substring(0, SHOWN / 2)
                + "\n[...]\n"
                + text.substring(text.length() - SHOWN / 2);
    String quoted = PROBED.render(Map.of("text", shown));
    return new Conversation(QUESTION, List.of(new Message.User(quoted)), List.of());
  }
}
