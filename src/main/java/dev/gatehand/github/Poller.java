package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.Arrivals.Told;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.task.Claims;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Looks for comments by itself: all the time where no webhook can arrive, seldom beside webhooks,
 * and once at the start in any case, because what GitHub told of while nobody listened it does not
 * tell again. Each look goes on where the last one ended, also after a restart.
 */
final class Poller {
  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /** Beside webhooks, which only seldom get lost. */
  private static final Duration SELDOM = Duration.ofMinutes(2);

  /** Before Gatehand was first started nobody spoke to it; but somebody may have tried. */
  private static final Duration BEFORE_THE_FIRST = Duration.ofMinutes(10);

  private static final Duration OF_THE_LIST = Duration.ofMinutes(10);
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final Api api;
  private final Supplier<List<RepoRef>> repositories;
  private final Supplier<Optional<Account>> self;
  private final Arrivals arrivals;
  private final Claims claims;
  private final Hearing hearing;
  private final InstantSource clock;
  private final Map<RepoRef, Instant> next = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Listed listed = new Listed(List.of(), Instant.EPOCH);

  private record Listed(List<RepoRef> repositories, Instant at) {}

  Poller(
      Api api,
      Supplier<List<RepoRef>> repositories,
      Supplier<Optional<Account>> self,
      Arrivals arrivals,
      Claims claims,
      Hearing hearing,
      InstantSource clock) {
    this.api = api;
    this.repositories = repositories;
    this.self = self;
    this.arrivals = arrivals;
    this.claims = claims;
    this.hearing = hearing;
    this.clock = clock;
  }

  /** Looks at each repository whose time has come. Returns whether something was found. */
  boolean look() {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    try {
      boolean found = false;
      for (RepoRef repository : due()) {
        found |= look(repository);
      }
      return found;
    } catch (ForgeUnavailable | StoreUnavailable e) {
      LOG.log(Level.WARNING, "GitHub is looked at later: " + e.getMessage());
      return false;
    } finally {
      running.set(false);
    }
  }

  private List<RepoRef> due() {
    Instant now = clock.instant();
    if (listed.at().plus(OF_THE_LIST).isBefore(now)) {
      // First the time: a list that cannot be read is not asked for every few seconds.
      listed =
          new Listed(listed.repositories(), now.minus(OF_THE_LIST).plus(Duration.ofMinutes(1)));
      listed = new Listed(repositories.get(), now);
    }
    return listed.repositories().stream()
        .filter(it -> !next.getOrDefault(it, Instant.EPOCH).isAfter(now))
        .toList();
  }

  private boolean look(RepoRef repository) {
    Optional<Claims.Claim> claim = claims.take("poll " + repository, CLAIM);
    next.put(repository, clock.instant().plus(pause()));
    if (claim.isEmpty()) {
      return false;
    }
    try (Claims.Claim _ = claim.get()) {
      boolean found = comments(repository, Kind.TALK, "/issues/comments");
      found |= comments(repository, Kind.LINE, "/pulls/comments");
      found |= closed(repository);
      found |= reviews(repository);
      return found;
    } catch (ForgeUnavailable e) {
      LOG.log(Level.WARNING, repository + " is looked at later: " + e.getMessage());
      Instant later = clock.instant().plus(e.waitAtLeast());
      next.merge(repository, later, (one, other) -> one.isAfter(other) ? one : other);
      return false;
    }
  }

  private Duration pause() {
    return switch (hearing.how()) {
      case POLLING -> hearing.pollEvery();
      case BOTH -> hearing.pollEvery().compareTo(SELDOM) > 0 ? hearing.pollEvery() : SELDOM;
      case WEBHOOKS -> Duration.ofDays(365);
    };
  }

  private boolean comments(RepoRef repository, Kind kind, String path) {
    String note = "read " + path + " of " + repository;
    String since = since(note);
    Optional<String> page =
        Optional.of(path + "?sort=updated&direction=asc&per_page=100&since=" + since);
    boolean found = false;
    Answer answer = good(repository, api.get(repository, page.get(), Call.Weight.BACKGROUND));
    if (answer.isUnchanged()) {
      return false;
    }
    Instant newest = Instant.parse(since);
    for (JsonNode comment : all(repository, answer)) {
      Instant updated = Shapes.instantIfAny(comment, "updated_at").orElse(newest);
      newest = updated.isAfter(newest) ? updated : newest;
      Optional<Told> told = told(repository, kind, comment);
      told.ifPresent(arrivals::found);
      found |= told.isPresent();
    }
    arrivals.note(note, newest.toString());
    return found;
  }

  /** Threads that somebody closed; one without a task is passed over by whoever is told. */
  private boolean closed(RepoRef repository) {
    String note = "read closed threads of " + repository;
    String since = since(note);
    String path = "/issues?state=closed&sort=updated&direction=asc&per_page=100&since=" + since;
    Answer answer = good(repository, api.get(repository, path, Call.Weight.BACKGROUND));
    if (answer.isUnchanged()) {
      return false;
    }
    boolean found = false;
    Instant newest = Instant.parse(since);
    for (JsonNode issue : all(repository, answer)) {
      Instant updated = Shapes.instantIfAny(issue, "updated_at").orElse(newest);
      newest = updated.isAfter(newest) ? updated : newest;
      Instant at = Shapes.instantIfAny(issue, "closed_at").orElse(Instant.EPOCH);
      Account author = Shapes.account(issue.path("user"));
      boolean ours = self.get().filter(author::is).isPresent();
      if (!ours && !at.isBefore(Instant.parse(since))) {
        ThreadRef thread = new ThreadRef(repository, issue.path("number").asInt());
        arrivals.found(new Told(CommentRef.closing(thread), Arrivals.Rank.INSIDER));
        found = true;
      }
    }
    arrivals.note(note, newest.toString());
    return found;
  }

  /** Reviews are listed by pull request only: those of the ones that changed since. */
  private boolean reviews(RepoRef repository) {
    String note = "read reviews of " + repository;
    Instant since = Instant.parse(since(note));
    Answer answer =
        good(
            repository,
            api.get(
                repository,
                "/pulls?state=open&sort=updated&direction=desc&per_page=50",
                Call.Weight.BACKGROUND));
    if (answer.isUnchanged()) {
      return false;
    }
    boolean found = false;
    Instant newest = since;
    for (JsonNode pull : answer.json()) {
      Instant updated = Shapes.instantIfAny(pull, "updated_at").orElse(Instant.EPOCH);
      if (updated.isBefore(since)) {
        break;
      }
      newest = updated.isAfter(newest) ? updated : newest;
      found |= reviews(new ThreadRef(repository, pull.path("number").asInt()), since);
    }
    arrivals.note(note, newest.toString());
    return found;
  }

  private boolean reviews(ThreadRef thread, Instant since) {
    boolean found = false;
    String path = "/pulls/" + thread.number() + "/reviews?per_page=100";
    for (JsonNode review : api.all(thread.repository(), path, Call.Weight.BACKGROUND)) {
      Optional<Instant> at = Shapes.instantIfAny(review, "submitted_at");
      String body = Shapes.text(review, "body");
      if (at.isPresent() && !at.get().isBefore(since) && Payloads.speaksToUs(body)) {
        arrivals.found(
            new Told(
                new CommentId(Kind.REVIEW, review.path("id").asLong()).on(thread),
                Payloads.rank(review, body)));
        found = true;
      }
    }
    return found;
  }

  private Optional<Told> told(RepoRef repository, Kind kind, JsonNode comment) {
    String body = Shapes.text(comment, "body");
    Instant oldest = clock.instant().minus(hearing.maximumAge());
    boolean late =
        Shapes.instantIfAny(comment, "created_at").filter(at -> at.isAfter(oldest)).isEmpty();
    if (late || !Payloads.speaksToUs(body)) {
      return Optional.empty();
    }
    String address = Shapes.text(comment, kind == Kind.TALK ? "issue_url" : "pull_request_url");
    String number = address.substring(address.lastIndexOf('/') + 1);
    if (!number.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    ThreadRef thread = new ThreadRef(repository, Integer.parseInt(number));
    CommentId id =
        kind == Kind.LINE
            ? Payloads.lineOrReview(comment)
            : new CommentId(kind, comment.path("id").asLong());
    return Optional.of(new Told(id.on(thread), Payloads.rank(comment, body)));
  }

  private List<JsonNode> all(RepoRef repository, Answer first) {
    List<JsonNode> all = new java.util.ArrayList<>();
    first.json().forEach(all::add);
    first.next().ifPresent(next -> all.addAll(api.rest(repository, next, Call.Weight.BACKGROUND)));
    return all;
  }

  private static Answer good(RepoRef repository, Answer answer) {
    if (!answer.isGood()) {
      throw Refused.of(answer, "look for comments in " + repository);
    }
    return answer;
  }

  /** Where the last look ended, but no longer ago than words count. */
  private String since(String note) {
    Instant now = clock.instant();
    Optional<Instant> last = arrivals.note(note).map(Instant::parse);
    if (last.isEmpty()) {
      Instant first = now.minus(BEFORE_THE_FIRST).truncatedTo(ChronoUnit.SECONDS);
      arrivals.note(note, first.toString());
      return first.toString();
    }
    // By the hour, so that the address stays the same and an unchanged answer costs nothing.
    Instant oldest = now.minus(hearing.maximumAge()).truncatedTo(ChronoUnit.HOURS);
    return (last.get().isBefore(oldest) ? oldest : last.get()).toString();
  }
}
