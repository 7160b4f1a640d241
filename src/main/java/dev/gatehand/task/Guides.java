package dev.gatehand.task;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.journal.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repository tells coding agents about itself.
 *
 * <p>Only the default branch is asked, whatever the task works on: whoever writes a pull request
 * can write these files in it, and would give the agent its instructions with them. In a workspace
 * they are files like any other, so data. Files in folders below the top are not read: the agent
 * finds them where it works, as data too.
 */
final class Guides {
  private static final List<String> FILES = List.of("AGENTS.md", "CLAUDE.md");

  /** Bytes of each: everything in it is paid for with every turn. */
  private static final int LARGEST = 16_000;

  private static final String CUT = "\n[... the rest is left out here: it is too long ...]";

  private Guides() {}

  static List<Event.Guide> of(Forge forge, RepoRef repository) {
    List<Event.Guide> guides = new ArrayList<>();
    for (String path : FILES) {
      Optional<String> text = forge.file(repository, path, LARGEST + 1).map(Guides::text);
      boolean news =
          text.filter(it -> !it.isBlank())
              .filter(it -> guides.stream().noneMatch(guide -> guide.text().equals(it)))
              .isPresent();
      if (news) {
        guides.add(new Event.Guide(path, text.orElseThrow()));
      }
    }
    return guides;
  }

  private static String text(byte[] bytes) {
    boolean whole = bytes.length <= LARGEST;
    int length = Math.min(bytes.length, LARGEST);
    return new String(bytes, 0, length, StandardCharsets.UTF_8) + (whole ? "" : CUT);
  }
}
