package dev.gatehand.git;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.workspace.SnapshotShelf;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Two bare repositories for each repository at the forge, which only Gatehand writes: the mirror
 * holds what was fetched and nothing else, so that what is in it is known to be at the forge; the
 * other holds what tasks made (snapshots, commits) and reads through to the mirror. Nothing is ever
 * collected here: what a parked task will need cannot be told from the references at the forge.
 */
public final class Mirrors implements AutoCloseable {
  private final Path folder;
  private final Map<RepoRef, Repository> mirrors = new ConcurrentHashMap<>();
  private final Map<RepoRef, Repository> works = new ConcurrentHashMap<>();
  private final SharedSnapshots shared;
  private @Nullable Repository empty;

  /**
   * @param data the data directory; everything goes below {@code git/} in it
   */
  public Mirrors(Path data) {
    this(data, SnapshotShelf.NONE);
  }

  /**
   * @param shelf where other nodes find what tasks made
   */
  public Mirrors(Path data, SnapshotShelf shelf) {
    ClosedSystemReader.install();
    this.folder = data.resolve("git");
    this.shared = new SharedSnapshots(shelf);
  }

  SharedSnapshots shared() {
    return shared;
  }

  /** What was fetched from the forge. */
  Repository mirror(RepoRef ref) {
    return mirrors.computeIfAbsent(ref, r -> open(path("mirrors", r), null));
  }

  /** What tasks made; finds the mirror's objects too. */
  Repository work(RepoRef ref) {
    Path objects = mirror(ref).getDirectory().toPath().resolve("objects");
    return works.computeIfAbsent(ref, r -> open(path("work", r), objects));
  }

  /** Of no repository at the forge: lends its settings to questions that need no objects. */
  synchronized Repository empty() {
    Repository opened = empty;
    if (opened == null) {
      opened = open(folder.resolve("empty.git"), null);
      empty = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    works.values().forEach(Repository::close);
    mirrors.values().forEach(Repository::close);
    if (empty != null) {
      empty.close();
    }
  }

  private Path path(String kind, RepoRef ref) {
    return folder.resolve(kind).resolve(ref.owner()).resolve(ref.name() + ".git");
  }

  private static Repository open(Path path, @Nullable Path alternate) {
    try {
      if (!Files.exists(path)) {
        create(path);
      }
      var builder =
          new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().setMustExist(true);
      if (alternate != null) {
        // In memory: a file objects/info/alternates would name a path of this machine.
        builder.addAlternateObjectDirectory(alternate.toFile());
      }
      return builder.build();
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot open the git repository " + path, e);
    }
  }

  /** Made aside and then moved, so that a crash leaves no half of one. */
  private static void create(Path path) throws IOException {
    Path parent = Files.createDirectories(path.toAbsolutePath().getParent());
    Path aside = Files.createTempDirectory(parent, ".new-");
    try (Repository made =
        new FileRepositoryBuilder().setGitDir(aside.toFile()).setBare().build()) {
      made.create(true);
      StoredConfig config = made.getConfig();
      config.setInt("gc", null, "auto", 0);
      config.setBoolean("receive", null, "autogc", false);
      config.setBoolean("core", null, "fsyncObjectFiles", true);
      config.setBoolean("core", null, "logAllRefUpdates", false);
      // A redirect would carry the credentials to wherever it points.
      config.setString("http", null, "followRedirects", "false");
      config.save();
    }
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
