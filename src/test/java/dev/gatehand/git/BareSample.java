package dev.gatehand.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Makes bare repositories for tests, with commits that are written straight into them. */
public final class BareSample {
  private final Path folder;

  private BareSample(Path folder) {
    this.folder = folder;
  }

  /** An empty bare repository whose HEAD names {@code main}. */
  public static BareSample create(Path folder) {
    try (Repository git = open(folder)) {
      git.create(true);
      git.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
      return new BareSample(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a branch to a new commit with exactly these files. */
  public GitId commit(String branch, String message, Map<String, String> files, GitId... parents) {
    try (Repository git = open(folder);
        ObjectInserter inserter = git.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter, files));
      List<ObjectId> ids = new ArrayList<>();
      Arrays.stream(parents).map(GitId::value).map(ObjectId::fromString).forEach(ids::add);
      commit.setParentIds(ids);
      PersonIdent who =
          new PersonIdent(
              "Ada", "ada@example.org", Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(id);
      update.forceUpdate();
      return new GitId(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String branch) {
    try (Repository git = open(folder)) {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectId tree(ObjectInserter inserter, Map<String, String> files)
      throws IOException {
    DirCache cache = DirCache.newInCore();
    DirCacheBuilder builder = cache.builder();
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8)));
      builder.add(entry);
    }
    builder.finish();
    return cache.writeTree(inserter);
  }

  private static Repository open(Path folder) throws IOException {
    return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
  }
}
