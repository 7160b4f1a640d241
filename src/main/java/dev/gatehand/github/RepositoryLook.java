package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.Arrivals.Told;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.policy.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks through one repository for what nobody told of. Each list goes on where it was read last;
 * an unchanged one costs nothing.
 */
final class RepositoryLook {
  /** Before Gatehand was first started nobody spoke to it; but somebody may have tried. */
  private static final Duration BEFORE_THE_FIRST = Duration.ofMinutes(10);

  /** Entries of one list that are read at one look; more than that at once is a flood. */
  private static final int MOST = 2_000;

  private final Api api;
  private final Supplier<Optional<Account>> self;
  private final Arrivals arrivals;
  private final Hearing hearing;
  private final Triggers triggers;
  private final InstantSource clock;

  RepositoryLook(
      Api api,
      Supplier<Optional<Account>> self,
      Arrivals arrivals,
      Hearing hearing,
      Triggers triggers,
      InstantSource clock) {
    this.api = api;
    this.self = self;
    this.arrivals = arrivals;
    this.hearing = hearing;
    this.triggers = triggers;
    this.clock = clock;
  }

  /** Returns whether something was found. */
  boolean at(RepoRef repository) {
    boolean found = comments(repository, Kind.TALK, "/issues/comments");
    found |= comments(repository, Kind.LINE, "/pulls/comments");
    found |= closed(repository);
    found |= reviews(repository);
    if (triggers.any()) {
      found |= markings(repository);
    }
    return found;
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

  /** Labels and assignments, newest first: GitHub lists them with all else that happened. */
  private boolean markings(RepoRef repository) {
    String note = "read events of " + repository;
    Instant since = Instant.parse(since(note));
    Optional<String> page = Optional.of("/issues/events?per_page=100");
    Answer answer = good(repository, api.get(repository, page.get(), Call.Weight.BACKGROUND));
    if (answer.isUnchanged()) {
      return false;
    }
    Instant newest = since;
    boolean found = false;
    for (JsonNode event : until(repository, answer, "created_at", since)) {
      Instant at = Shapes.instantIfAny(event, "created_at").orElse(since);
      newest = at.isAfter(newest) ? at : newest;
      int number = event.path("issue").path("number").asInt();
      if (number > 0 && IssueEvents.isMarking(event)) {
        arrivals.found(
            new Told(CommentRef.marks(new ThreadRef(repository, number)), Arrivals.Rank.INSIDER));
        found = true;
      }
    }
    arrivals.note(note, newest.toString());
    return found;
  }

  /** The entries of a list, newest first, down to a moment: as many pages as that takes. */
  private List<JsonNode> until(RepoRef repository, Answer first, String field, Instant since) {
    List<JsonNode> all = new ArrayList<>();
    Answer answer = first;
    while (true) {
      for (JsonNode entry : answer.json()) {
        if (Shapes.instantIfAny(entry, field).orElse(Instant.EPOCH).isBefore(since)) {
          return all;
        }
        all.add(entry);
      }
      Optional<String> next = answer.next();
      if (next.isEmpty() || all.size() >= MOST) {
        return all;
      }
      answer = good(repository, api.elsewhere(repository, next.get(), Call.Weight.BACKGROUND));
    }
  }

  /** Reviews are listed by pull request only: those of all that changed since. */
  private boolean reviews(RepoRef repository) {
    String note = "read reviews of " + repository;
    Instant since = Instant.parse(since(note));
    Answer answer =
        good(
            repository,
            api.get(
                repository,
                "/pulls?state=all&sort=updated&direction=desc&per_page=100",
                Call.Weight.BACKGROUND));
    if (answer.isUnchanged()) {
      return false;
    }
    boolean found = false;
    Instant newest = since;
    for (JsonNode pull : until(repository, answer, "updated_at", since)) {
      Instant updated = Shapes.instantIfAny(pull, "updated_at").orElse(since);
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
    List<JsonNode> all = new ArrayList<>();
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
