package dev.gatehand.git;

import dev.gatehand.gate.GitId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;

/** Differences between trees in the form that {@code git apply} reads. */
final class Patches {
  private final Repository work;

  Patches(Repository work) {
    this.work = work;
  }

  /** Empty when it is too long, or says too little: a file that is no text has no such form. */
  Optional<String> between(GitId from, GitId to, int maximum) throws IOException {
    Trees trees = new Trees(work);
    var out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(work);
      List<DiffEntry> entries = formatter.scan(trees.tree(from), trees.tree(to));
      for (DiffEntry entry : entries) {
        if (formatter.toFileHeader(entry).getPatchType() != FileHeader.PatchType.UNIFIED) {
          return Optional.empty();
        }
        formatter.format(entry);
        formatter.flush();
        if (out.size() > maximum) {
          return Optional.empty();
        }
      }
    }
    try {
      var bytes = ByteBuffer.wrap(out.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
