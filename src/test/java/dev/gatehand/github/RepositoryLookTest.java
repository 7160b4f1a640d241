package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Arrivals.Waiting;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlArrivals;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found without having been told. */
class RepositoryLookTest {
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef csv;
  private Database database;
  private GitHub github;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder);
    csv = site.repository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "wendy", Access.WRITE);
    var app = site.app("gatehand", Connected.PERMISSIONS);
    app.install(csv);
    database = Database.in(folder);
    github =
        Connected.to(
            site,
            database,
            GitHubSettings.Credential.App.of(String.valueOf(app.id()), app.privateKey()));
  }

  @AfterEach
  void close() {
    github.close();
    database.close();
    site.close();
    assertThat(site.violations()).isEmpty();
  }

  @Test
  void labels_and_assignments_are_found_and_other_events_are_not() {
    int labelled = site.as("wendy").opens(csv, "One", "");
    int assigned = site.as("wendy").opens(csv, "Two", "");
    int renamed = site.as("wendy").opens(csv, "Three", "");
    site.as("wendy").labels(csv, labelled, "agent-fix");
    site.as("wendy").assigns(csv, assigned, "wendy");
    site.as("wendy").rewords(csv, renamed, "Drei", "");
    assertThat(github.poller().look()).isTrue();
    assertThat(found())
        .containsExactlyInAnyOrder(
            CommentRef.marks(new ThreadRef(csv, labelled)),
            CommentRef.marks(new ThreadRef(csv, assigned)));
  }

  @Test
  void a_review_is_found_however_many_pull_requests_changed_after_it() {
    int first = pull(0);
    long review =
        site.as("wendy").reviews(csv, first, "COMMENTED", "/agent fix the title", Map.of());
    site.as("wendy").closes(csv, first);
    for (int i = 1; i <= 105; i++) {
      pull(i);
    }
    assertThat(github.poller().look()).isTrue();
    assertThat(found())
        .contains(new CommentId(CommentId.Kind.REVIEW, review).on(new ThreadRef(csv, first)));
  }

  private int pull(int number) {
    String branch = "topic-" + number;
    site.as("wendy").pushes(csv, branch, Map.of("a.txt", branch));
    return site.as("wendy").pulls(csv, csv, branch, "Mend " + number, "");
  }

  private List<CommentRef> found() {
    return new SqlArrivals(database, InstantSource.system())
        .waiting(Instant.now().plusSeconds(9), 500).stream().map(Waiting::comment).toList();
  }
}
