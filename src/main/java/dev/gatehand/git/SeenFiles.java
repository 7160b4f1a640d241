package dev.gatehand.git;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which object a file of the workspace was when it was last read, so that a snapshot reads only
 * what has changed since. It trusts the change time, which only the kernel sets (a program can set
 * the modification time to anything), and only if the file was last changed well before it was
 * read: two changes within one tick of the kernel's clock look the same.
 */
final class SeenFiles {
  private static final long TICK = 50_000_000;
  private static final long PENDING = Long.MIN_VALUE;

  private final Map<String, Seen> seen = new HashMap<>();

  Optional<ObjectId> id(String path, Stat now) {
    Seen before = seen.get(path);
    return before != null && before.stat.equals(now) && now.changed() + TICK < before.at
        ? Optional.of(before.id)
        : Optional.empty();
  }

  Optional<Stat> stat(String path, ObjectId id) {
    Seen before = seen.get(path);
    return before != null && before.id.equals(id) ? Optional.of(before.stat) : Optional.empty();
  }

  /**
   * @param at nanoseconds since 1970, taken before the file was read
   */
  void put(String path, Stat stat, long at, ObjectId id) {
    seen.put(path, new Seen(stat, at, id));
  }

  /**
   * A file that Gatehand has written itself. It counts once {@link #settle} says that nobody else
   * could have written since.
   */
  void written(String path, Stat stat, ObjectId id) {
    seen.put(path, new Seen(stat, PENDING, id));
  }

  /** To be called when all is written and before anybody else may run in the workspace. */
  void settle() {
    long now = now();
    seen.replaceAll((path, s) -> s.at == PENDING ? new Seen(s.stat, now, s.id) : s);
  }

  void forget(String path) {
    seen.remove(path);
  }

  static long now() {
    var now = java.time.Clock.systemUTC().instant();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private record Seen(Stat stat, long at, ObjectId id) {}
}
