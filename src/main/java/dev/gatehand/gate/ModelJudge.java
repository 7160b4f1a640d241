package dev.gatehand.gate;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import dev.gatehand.shell.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Judge as a model, in two stages: one word that errs towards a closer look, and, only for what
 * it flags, the same prompt with reasoning. It gives no tools and follows nothing that it is shown:
 * see {@link JudgeBrief} for what that is, and {@link JudgeAnswer} for what counts as an answer.
 *
 * <p>An attacker who writes what is judged can make it babble; so an unreadable answer is this
 * action's own bad luck and never taken for an outage, which would stop every other task.
 */
public final class ModelJudge implements Judge {
  private final Model quick;
  private final Model thorough;
  private final InstantSource clock;
  private final Consumer<Consultation> counted;
  private final CommandRules commands = new CommandRules();

  /**
   * @param quick answers the first stage in a word
   * @param thorough the same model with room for its reasons
   * @param counted told of every question that went to a model
   */
  public ModelJudge(
      Model quick, Model thorough, InstantSource clock, Consumer<Consultation> counted) {
    this.quick = quick;
    this.thorough = thorough;
    this.clock = clock;
    this.counted = counted;
  }

  @Override
  public Opinion judge(Action action, Situation situation, List<Reason> unclear) {
    Docket docket = situation.docket();
    String question = Fingerprints.question(action, situation);
    Optional<Opinion> earlier = docket.earlier(question);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Optional<JudgeBrief> brief =
        JudgeBrief.of(action, situation, unclear, findings(action, situation));
    if (brief.isEmpty()) {
      return new Opinion.AskPerson(
          "it is too long for a second opinion, which reads all or nothing");
    }
    Instant begun = clock.instant();
    Asked asked = ask(brief.get());
    long millis = Duration.between(begun, clock.instant()).toMillis();
    if (asked.calls() > 0 && !Thread.currentThread().isInterrupted()) {
      var said =
          new Consultation(
              question, asked.opinion(), thorough.name(), asked.calls(), millis, asked.usage());
      counted.accept(said);
      docket.keep(said);
    }
    return asked.opinion();
  }

  private List<Finding> findings(Action action, Situation situation) {
    return action instanceof Action.Run(String command)
        ? CommandRules.findings(commands.analyze(command, situation))
        : List.of();
  }

  /** {@code calls}: requests that were answered, and paid. */
  private record Asked(Opinion opinion, int calls, Usage usage) {}

  private Asked ask(JudgeBrief brief) {
    Usage used = Usage.NONE;
    int calls = 0;
    try {
      Reply first = reply(quick, brief.first());
      used = used.plus(first.usage());
      calls++;
      if (JudgeAnswer.clears(first.text())) {
        return new Asked(
            new Opinion.Allow("The second opinion sees nothing against it."), calls, used);
      }
      Reply second = reply(thorough, brief.second());
      used = used.plus(second.usage());
      calls++;
      return new Asked(opinion(second), calls, used);
    } catch (ConversationTooLong e) {
      return new Asked(
          new Opinion.AskPerson("it does not fit the second opinion's model"), calls, used);
    } catch (ModelUnavailable e) {
      return new Asked(
          new Opinion.Unavailable(String.valueOf(e.getMessage()), e.atLeast()), calls, used);
    }
  }

  private static Opinion opinion(Reply reply) {
    return switch (reply.stop()) {
      case REFUSED -> new Opinion.AskPerson("the second opinion declines to look at it");
      case TOO_LONG -> new Opinion.Unavailable("the second opinion did not come to an end");
      case DONE, CALLS, PAUSED ->
          JudgeAnswer.read(reply.text())
              .orElseGet(
                  () -> new Opinion.Unavailable("the second opinion's answer could not be read"));
    };
  }

  private static Reply reply(Model model, List<Message> messages) {
    return model.reply(new Conversation(JudgeBrief.SYSTEM, messages, List.of()));
  }
}
