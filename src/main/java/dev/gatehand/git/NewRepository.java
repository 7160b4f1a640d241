package dev.gatehand.git;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A new bare repository with one commit of given files, for the demo and for tests. */
public final class NewRepository {
  private static final String MAIN = Constants.R_HEADS + "main";
  private final Path folder;

  /** {@code folder}: where the bare repositories of the embedded forge are. */
  public NewRepository(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Makes {@code owner/name.git} with a branch {@code main}.
   *
   * @param files by path in the repository
   */
  public void create(
      RepoRef ref,
      Map<String, FileState.Present> files,
      String author,
      String message,
      Instant at) {
    Path place = folder.resolve(ref.owner()).resolve(ref.name() + Constants.DOT_GIT_EXT);
    var builder = new FileRepositoryBuilder().setBare().setGitDir(place.toFile());
    try (Repository repository = builder.build()) {
      repository.create(true);
      ObjectId commit = commit(repository, files, author, message, at);
      RefUpdate main = repository.updateRef(MAIN);
      main.setNewObjectId(commit);
      main.update();
      repository.updateRef(Constants.HEAD).link(MAIN);
    } catch (IOException e) {
      throw new UncheckedIOException("the repository " + place + " cannot be made", e);
    }
  }

  private static ObjectId commit(
      Repository repository,
      Map<String, FileState.Present> files,
      String author,
      String message,
      Instant at)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder entries = index.builder();
      for (var file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(mode(file.getValue().mode()));
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().content()));
        entries.add(entry);
      }
      entries.finish();
      var who = new PersonIdent(author, author + "@users.noreply.invalid", at, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static org.eclipse.jgit.lib.FileMode mode(FileMode mode) {
    return switch (mode) {
      case REGULAR -> org.eclipse.jgit.lib.FileMode.REGULAR_FILE;
      case EXECUTABLE -> org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE;
      case SYMLINK -> org.eclipse.jgit.lib.FileMode.SYMLINK;
      case SUBMODULE -> throw new IllegalArgumentException("a new repository has no submodules");
    };
  }
}
