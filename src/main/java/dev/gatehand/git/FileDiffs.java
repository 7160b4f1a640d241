package dev.gatehand.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.FileDiff.Change;
import dev.gatehand.forge.FileDiff.Shown;
import dev.gatehand.gate.GitId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevWalk;

/** Differences between commits as people read them; a hostile change may be of any size. */
final class FileDiffs {
  private static final int MOST_FILES = 300;
  private static final int LONGEST_PATCH = 100_000;
  private static final int LARGEST_TEXT = 1024 * 1024;

  private FileDiffs() {}

  static List<FileDiff> between(Repository git, GitId from, GitId to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RevWalk walk = new RevWalk(git);
        DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(git);
      formatter.setDetectRenames(true);
      formatter.getRenameDetector().setRenameLimit(MOST_FILES);
      formatter.setBinaryFileThreshold(LARGEST_TEXT);
      List<FileDiff> diffs = new ArrayList<>();
      List<DiffEntry> entries =
          formatter.scan(
              walk.parseTree(ObjectId.fromString(from.value())),
              walk.parseTree(ObjectId.fromString(to.value())));
      for (DiffEntry entry : entries.subList(0, Math.min(MOST_FILES, entries.size()))) {
        out.reset();
        formatter.format(entry);
        diffs.add(of(entry, formatter.toFileHeader(entry), out.toString(UTF_8)));
      }
      return diffs;
    }
  }

  private static FileDiff of(DiffEntry entry, FileHeader header, String patch) {
    int added = 0;
    int removed = 0;
    for (Edit edit : header.toEditList()) {
      added += edit.getLengthB();
      removed += edit.getLengthA();
    }
    int hunks = patch.indexOf("\n@@ ") + 1;
    String text = hunks == 0 ? "" : patch.substring(hunks);
    Shown shown = Shown.WHOLE;
    if (header.getPatchType() != FileHeader.PatchType.UNIFIED) {
      shown = Shown.BINARY;
      text = "";
    } else if (text.length() > LONGEST_PATCH) {
      shown = Shown.CUT;
      text = text.substring(0, text.lastIndexOf('\n', LONGEST_PATCH) + 1);
    }
    Change change = change(entry.getChangeType());
    String path = change == Change.REMOVED ? entry.getOldPath() : entry.getNewPath();
    String oldPath = change == Change.RENAMED ? entry.getOldPath() : path;
    return new FileDiff(path, oldPath, change, text, added, removed, shown);
  }

  private static Change change(DiffEntry.ChangeType type) {
    return switch (type) {
      case ADD, COPY -> Change.ADDED;
      case MODIFY -> Change.MODIFIED;
      case DELETE -> Change.REMOVED;
      case RENAME -> Change.RENAMED;
    };
  }
}
