package dev.gatehand.loopback;

import dev.gatehand.forge.CommitLine;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare folder, for what only a code host does with it. */
final class GitFolder {
  private final Path folder;

  GitFolder(Path folder) {
    this.folder = folder;
  }

  /** The caller closes it. */
  Repository open() throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(folder.toFile())
        .setBare()
        .setMustExist(true)
        .build();
  }

  /** An empty bare repository whose HEAD names {@code main}. */
  static GitFolder create(Path place) {
    try (Repository git = new FileRepositoryBuilder().setGitDir(place.toFile()).setBare().build()) {
      git.create(true);
      git.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
      return new GitFolder(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets a branch to a new commit.
   *
   * @param parent empty: the first one
   * @param files beside the parent's; what begins with {@code #!} can be run
   */
  GitId commit(
      String branch, String parent, String message, PersonIdent who, Map<String, String> files) {
    try (Repository git = open();
        ObjectInserter inserter = git.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(git, inserter, parent, files));
      if (!parent.isEmpty()) {
        commit.setParentId(ObjectId.fromString(parent));
      }
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      set(Constants.R_HEADS + branch, id.name());
      return new GitId(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectId tree(
      Repository git, ObjectInserter inserter, String parent, Map<String, String> files)
      throws IOException {
    DirCache cache = DirCache.newInCore();
    if (!parent.isEmpty()) {
      try (ObjectReader reader = git.newObjectReader();
          RevWalk walk = new RevWalk(git)) {
        DirCacheBuilder builder = cache.builder();
        ObjectId tree = walk.parseCommit(ObjectId.fromString(parent)).getTree();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
        builder.finish();
      }
    }
    DirCacheEditor editor = cache.editor();
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, bytes);
      FileMode mode =
          file.getValue().startsWith("#!") ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
      editor.add(
          new DirCacheEditor.PathEdit(file.getKey()) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(mode);
              entry.setObjectId(blob);
            }
          });
    }
    editor.finish();
    return cache.writeTree(inserter);
  }

  void delete(String branch) {
    try (Repository git = open()) {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every branch with its commit, by name. */
  Map<String, String> branches() {
    try (Repository git = open()) {
      Map<String, String> found = new TreeMap<>();
      for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        found.put(Repository.shortenRefName(ref.getName()), ref.getObjectId().name());
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<CommitLine> commit(String id) {
    try (Repository git = open();
        RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(id));
      String message = commit.getFullMessage();
      int end = message.indexOf('\n');
      return Optional.of(
          new CommitLine(
              new GitId(commit.name()),
              commit.getShortMessage(),
              end < 0 ? "" : message.substring(end).strip(),
              commit.getAuthorIdent().getName(),
              commit.getAuthorIdent().getEmailAddress(),
              Instant.ofEpochSecond(commit.getCommitTime())));
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over what a branch of another folder needs, under a reference of this one. */
  void take(GitFolder from, String branch, String as) {
    try (Repository git = open();
        Transport transport = Transport.open(git, new URIish(from.folder.toUri().toString()))) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.fetch(
          NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/heads/" + branch + ":" + as)));
    } catch (IOException | java.net.URISyntaxException e) {
      throw new IllegalStateException("cannot copy " + branch + " of " + from.folder, e);
    }
  }

  void set(String ref, String id) {
    try (Repository git = open()) {
      RefUpdate update = git.updateRef(ref);
      update.setNewObjectId(ObjectId.fromString(id));
      update.forceUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a folder differs between two commits. */
  boolean differsUnder(String path, String one, String other) {
    try (Repository git = open();
        RevWalk walk = new RevWalk(git)) {
      ObjectId before = under(git, walk, path, one);
      ObjectId after = under(git, walk, path, other);
      return !before.equals(after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectId under(Repository git, RevWalk walk, String path, String commit)
      throws IOException {
    try (TreeWalk found =
        TreeWalk.forPath(git, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
      return found == null ? ObjectId.zeroId() : found.getObjectId(0);
    }
  }
}
