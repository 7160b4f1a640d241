package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.HostedForge.Person;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.HostedRows.Audience;
import dev.gatehand.forge.HostedRows.Ends;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.policy.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlHostedRowsTest {
  private static final RepoRef CSV = RepoRef.of("demo/csv");
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:00Z");
  private static final Ends ENDS = new Ends("a".repeat(40), "b".repeat(40));
  private static final NewPullRequest PULL =
      new NewPullRequest(CSV, "gatehand/1-x", "main", "Mend", "", true);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void keeps_people_threads_comments_and_reactions(Dialect dialect) {
    try (OpenStore store = OpenStore.on(dialect, folder)) {
      SqlHostedRows rows = new SqlHostedRows(store.database);
      Account alice = rows.account("alice", Account.Kind.PERSON);
      assertThat(rows.account("alice", Account.Kind.BOT)).isEqualTo(alice);
      rows.give(CSV, alice, Role.READ);
      rows.give(CSV, alice, Role.WRITE);
      assertThat(rows.people(CSV)).containsExactly(new Person(alice, Role.WRITE));
      assertThat(rows.roleOf(RepoRef.of("demo/other"), alice)).isEqualTo(Role.NONE);

      ThreadRef issue = rows.openIssue(CSV, alice, "A bug", "It hurts", NOW);
      CommentRef comment = rows.comment(issue, alice, "/agent fix", NOW, Audience.GATEHAND);
      assertThat(rows.unheard()).containsExactly(comment);
      rows.heard(comment);
      assertThat(rows.unheard()).isEmpty();
      rows.react(comment, alice, Reaction.EYES);
      rows.react(comment, alice, Reaction.EYES);
      assertThat(rows.reactions(issue))
          .isEqualTo(Map.of(comment.id(), List.of(new Reacted(Reaction.EYES, alice))));
      rows.edit(comment, "/agent stop");
      assertThat(rows.comments(issue))
          .containsExactly(new Comment(comment, alice, "/agent stop", NOW, true));
      assertThat(rows.thread(issue).orElseThrow().line().comments()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void a_pull_request_is_opened_again_only_while_no_other_is_open(Dialect dialect) {
    try (OpenStore store = OpenStore.on(dialect, folder)) {
      SqlHostedRows rows = new SqlHostedRows(store.database);
      Account bot = rows.account("gatehand", Account.Kind.BOT);
      ThreadRef first = rows.openPullRequest(PULL, bot, ENDS, NOW).orElseThrow();
      assertThat(rows.settle(first, PullRequest.State.CLOSED, ENDS, NOW)).isTrue();
      ThreadRef second = rows.openPullRequest(PULL, bot, ENDS, NOW).orElseThrow();
      assertThat(second.number()).isEqualTo(first.number() + 1);
      assertThat(rows.settle(first, PullRequest.State.OPEN, ENDS, NOW)).isFalse();
      assertThat(rows.settle(second, PullRequest.State.MERGED, ENDS, NOW)).isTrue();
      assertThat(rows.settle(first, PullRequest.State.OPEN, ENDS, NOW)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void of_many_that_open_the_same_pull_request_at_once_one_does(Dialect dialect) throws Exception {
    try (OpenStore store = OpenStore.on(dialect, folder);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      SqlHostedRows rows = new SqlHostedRows(store.database);
      Account bot = rows.account("gatehand", Account.Kind.BOT);
      Callable<Optional<ThreadRef>> open = () -> rows.openPullRequest(PULL, bot, ENDS, NOW);
      int opened = 0;
      for (Future<Optional<ThreadRef>> each :
          threads.invokeAll(java.util.Collections.nCopies(8, open))) {
        opened += each.get().isPresent() ? 1 : 0;
      }
      assertThat(opened).isEqualTo(1);
      assertThat(rows.threads(CSV)).hasSize(1);
    }
  }
}
