package dev.gatehand.journal;

import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.GitId;
import dev.gatehand.model.Usage;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a task add up to. Everything that is shown or decided about a task is derived
 * from here, so that a page, a comment and a restart cannot disagree.
 */
public final class TaskHistory {
  private final List<Event> events = new ArrayList<>();
  private final Map<AskId, AskProgress> asks = new LinkedHashMap<>();
  private final List<Event.Committed> commits = new ArrayList<>();
  private final List<Event.Restored> restored = new ArrayList<>();
  private final ActiveTime time = new ActiveTime();
  private Event.@Nullable Opened opened;
  private Event.@Nullable JobTaken job;
  private Event.@Nullable Prepared prepared;
  private Event.@Nullable Finished finished;
  private @Nullable Instant finishedAt;
  private Event.@Nullable Checked checked;
  private Event.@Nullable Composed composed;
  private Event.@Nullable Published published;
  private Event.@Nullable Ended ended;
  private Event.@Nullable Parked parked;
  private Event.@Nullable Parked delay;
  private @Nullable GitId tree;
  private Usage used = Usage.NONE;
  private int issue;
  private int turns;
  private int failedChecks;
  private int rebased;

  private TaskHistory() {}

  public static TaskHistory of(List<Journal.Entry> entries) {
    TaskHistory history = new TaskHistory();
    entries.forEach(entry -> history.apply(entry.event(), entry.at()));
    return history;
  }

  void apply(Event event, Instant at) {
    events.add(event);
    time.apply(event, at);
    keepDelay(event);
    switch (event) {
      case Event.Opened e -> opened = e;
      case Event.TakenUp _ -> parked = null;
      case Event.JobTaken e -> job = e;
      case Event.IssueOpened e -> issue = e.number();
      case Event.Prepared e -> {
        prepared = e;
        tree = e.tree();
      }
      case Event.Replied e -> {
        turns = e.turn();
        used = used.plus(e.reply().usage());
      }
      case Event.Noted _ -> {}
      case Event.Shortened e -> used = used.plus(e.usage());
      case Event.Consulted e -> used = used.plus(e.usage());
      case Event.Probed e -> used = used.plus(e.usage());
      case Event.Judged _, Event.Started _, Event.Dismissed _ -> {}
      case Event.Steered _ -> goOn();
      case Event.Performed e -> tree = e.tree();
      case Event.Asked e -> asks.put(e.ask().id(), AskProgress.open(e.ask()));
      case Event.AskPosted e -> asks.computeIfPresent(e.ask(), (_, a) -> a.posted(e.commentId()));
      case Event.Answered e -> asks.computeIfPresent(e.ask(), (_, a) -> a.answered(e));
      case Event.AskClosed e -> asks.computeIfPresent(e.ask(), (_, a) -> a.closed(e));
      case Event.Committed e -> commits.add(e);
      case Event.Finished e -> {
        finished = e;
        finishedAt = at;
      }
      case Event.Checked e -> check(e);
      case Event.Restored e -> {
        restored.add(e);
        tree = e.tree();
      }
      case Event.Rebased e -> rebase(e);
      case Event.Parked e -> {
        parked = e;
        delay = e.next() > 0 ? e : null;
      }
      case Event.Composed e -> composed = e;
      case Event.Published e -> published = e;
      case Event.Ended e -> ended = e;
    }
  }

  /** New direction: what the agent called finished is not, unless it has left already. */
  private void goOn() {
    if (published == null) {
      finished = null;
      composed = null;
    }
  }

  private void rebase(Event.Rebased event) {
    Event.Prepared was = prepared().orElseThrow();
    prepared =
        new Event.Prepared(
            event.base(),
            event.begun(),
            was.baseBranch(),
            was.checks(),
            was.policyDigest(),
            was.model(),
            was.guides(),
            was.images());
    tree = event.tree();
    composed = null;
    for (int i = 0; i < commits.size(); i++) {
      Event.Committed wanted = commits.get(i);
      commits.set(
          i, new Event.Committed(wanted.callId(), wanted.message(), event.commits().get(i)));
    }
    rebased++;
  }

  private void check(Event.Checked event) {
    checked = event;
    if (event.returned()) {
      failedChecks++;
      finished = null;
    }
  }

  /** Whatever came of trying again ends the row of tries in vain. */
  private void keepDelay(Event event) {
    boolean undecided =
        event instanceof Event.Judged judged && judged.verdict().equals("undecided");
    boolean nothing =
        undecided
            || (event instanceof Event.Consulted asked && asked.opinion().equals("unavailable"))
            || event instanceof Event.TakenUp
            || event instanceof Event.Parked
            || event instanceof Event.Dismissed
            || event instanceof Event.AskPosted;
    if (!nothing) {
      delay = null;
    }
  }

  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /**
   * @throws IllegalStateException for a task without its first event, which cannot be
   */
  public TaskRequest request() {
    if (opened == null) {
      throw new IllegalStateException("the journal of a task begins with its request");
    }
    return opened.request();
  }

  /** The mode in which the task works under this policy: the most careful that anybody wants. */
  public Mode modeUnder(Policy policy) {
    List<String> since =
        events.stream()
            .filter(Event.Steered.class::isInstance)
            .map(event -> ((Event.Steered) event).mode())
            .toList();
    return request().modeUnder(policy, since);
  }

  /** Where people read of the task: number 0 as long as that is nowhere but on its page. */
  public ThreadRef thread() {
    ThreadRef asked = request().thread();
    return asked.number() == 0 ? new ThreadRef(asked.repository(), issue) : asked;
  }

  /** Whether the task has an issue of its own. */
  public boolean ownIssue() {
    return issue != 0;
  }

  /** What the maintenance job says, once its run has begun. */
  public Optional<Event.JobTaken> job() {
    return Optional.ofNullable(job);
  }

  public Optional<Event.Prepared> prepared() {
    return Optional.ofNullable(prepared);
  }

  /** The workspace as it stands now. */
  public Optional<GitId> tree() {
    return Optional.ofNullable(tree);
  }

  /** The agent's last word, unless failing checks sent it back to work. */
  public Optional<Event.Finished> finished() {
    return Optional.ofNullable(finished);
  }

  /** When the agent said it: the date of the commits that are made from it. */
  public Optional<Instant> finishedAt() {
    return finished().map(_ -> finishedAt);
  }

  public Optional<Event.Checked> checked() {
    return Optional.ofNullable(checked);
  }

  /** How often failing checks sent the agent back to work. */
  public int failedChecks() {
    return failedChecks;
  }

  public List<Event.Committed> commits() {
    return Collections.unmodifiableList(commits);
  }

  public List<Event.Restored> restored() {
    return Collections.unmodifiableList(restored);
  }

  /** How often the work was carried onto what somebody pushed meanwhile. */
  public int rebased() {
    return rebased;
  }

  public Optional<Event.Composed> composed() {
    return Optional.ofNullable(composed);
  }

  public Optional<Event.Published> published() {
    return Optional.ofNullable(published);
  }

  public Optional<Event.Ended> ended() {
    return Optional.ofNullable(ended);
  }

  /** Why it rests, as long as nobody took it up again. */
  public Optional<Event.Parked> parked() {
    return Optional.ofNullable(parked);
  }

  /** The newest try in vain, as long as nothing came of trying again. */
  public Optional<Event.Parked> delay() {
    return Optional.ofNullable(delay);
  }

  /** All asks, oldest first. */
  public List<AskProgress> asks() {
    return List.copyOf(asks.values());
  }

  public Optional<AskProgress> ask(AskId id) {
    return Optional.ofNullable(asks.get(id));
  }

  public Optional<AskProgress> openAsk() {
    return asks.values().stream().filter(AskProgress::open).findFirst();
  }

  public Usage used() {
    return used;
  }

  public int turns() {
    return turns;
  }

  /** Time at work until {@code now}: waiting for people is not counted. */
  public Duration active(Instant now) {
    return time.until(now);
  }

  /** When the last event happened. */
  public Optional<Instant> latest() {
    return time.latest();
  }
}
