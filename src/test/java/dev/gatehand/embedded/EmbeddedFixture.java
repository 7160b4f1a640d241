package dev.gatehand.embedded;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.git.BareRepositories;
import dev.gatehand.git.BareSample;
import dev.gatehand.policy.Role;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlHostedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An embedded forge with one repository and four people, on a real database and real git. */
final class EmbeddedFixture implements AutoCloseable {
  static final RepoRef CSV = RepoRef.of("demo/csv");

  final Database database;
  final SqlHostedRows rows;
  final BareRepositories repositories;
  final EmbeddedForge forge;
  final EmbeddedSite site;
  final BareSample sample;
  final GitId base;
  final List<CommentRef> heard = new ArrayList<>();
  Instant now = Instant.parse("2026-11-22T12:00:00Z");
  boolean deaf;

  EmbeddedFixture(Path folder) throws IOException {
    Path repos = Files.createDirectories(folder.resolve("repos"));
    sample = BareSample.create(repos.resolve("demo/csv.git"));
    base =
        sample.commit("main", "Begin", Map.of("README.md", "# csv\n", "a/B.java", "class B {}\n"));
    database = Database.in(folder);
    rows = new SqlHostedRows(database);
    repositories = new BareRepositories(repos, "local", () -> now);
    forge = new EmbeddedForge(rows, repositories, () -> now, "http://127.0.0.1:8180");
    site = new EmbeddedSite(forge, rows, repositories, () -> now, this::hear);
    site.admit(CSV, "alice", Role.WRITE);
    site.admit(CSV, "bob", Role.MAINTAIN);
    site.admit(CSV, "carol", Role.READ);
    site.admit(CSV, "erin", Role.ADMIN);
  }

  private boolean hear(CommentRef comment) {
    if (deaf) {
      throw new IllegalStateException("nobody listens");
    }
    return heard.add(comment);
  }

  @Override
  public void close() {
    database.close();
  }
}
