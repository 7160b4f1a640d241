package dev.gatehand;

import dev.gatehand.embedded.EmbeddedForge;
import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.git.BareRepositories;
import dev.gatehand.git.NewRepository;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlHostedRows;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Predicate;

/** The embedded forge of a node: rows in its database, bare repositories in a folder. */
final class EmbeddedHost implements Host {
  private final BareRepositories repositories;
  private final NewRepository newRepository;
  private final EmbeddedForge forge;
  private final EmbeddedSite site;
  private volatile Predicate<CommentRef> intake = _ -> false;

  EmbeddedHost(Path folder, Database database, InstantSource clock, String address) {
    var rows = new SqlHostedRows(database);
    repositories = new BareRepositories(folder, "local", clock);
    newRepository = new NewRepository(folder);
    forge = new EmbeddedForge(rows, repositories, clock, address);
    site = new EmbeddedSite(forge, rows, repositories, clock, comment -> intake.test(comment));
  }

  @Override
  public Forge forge() {
    return forge;
  }

  @Override
  public void listen(Predicate<CommentRef> listener) {
    intake = listener;
  }

  @Override
  public void sweep() {
    site.tellUnheard();
  }

  EmbeddedSite site() {
    return site;
  }

  BareRepositories repositories() {
    return repositories;
  }

  NewRepository newRepository() {
    return newRepository;
  }

  @Override
  public void close() {
    // Nothing of its own: the database is the node's.
  }
}
