package dev.gatehand.loopback;

import dev.gatehand.forge.RepoRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A repository: its threads, its people, and its bare folder. Guarded by the {@link Site}. */
final class Repo {
  final long id;
  final RepoRef ref;
  final User owner;
  final Visibility visibility;

  /** What it was forked from; null for none. */
  final Repo parent;

  final TreeMap<Integer, Ticket> tickets = new TreeMap<>();
  final Map<Long, Remark> remarks = new TreeMap<>();
  final Map<Long, Access> access = new HashMap<>();
  final Map<String, String> labels = new LinkedHashMap<>();
  final Set<String> protectedBranches = new HashSet<>();
  final List<CheckRun> checks = new ArrayList<>();
  final List<Status> statuses = new ArrayList<>();
  final String defaultBranch = "main";

  /** Some plans have no drafts. */
  boolean drafts = true;

  Repo(long id, RepoRef ref, User owner, Visibility visibility, Repo parent) {
    this.id = id;
    this.ref = ref;
    this.owner = owner;
    this.visibility = visibility;
    this.parent = parent;
    labels.put("bug", "d73a4a");
    labels.put("enhancement", "a2eeef");
  }

  boolean isPublic() {
    return visibility == Visibility.PUBLIC;
  }

  /** What somebody may do here; everybody reads what is public. */
  Access accessOf(User user) {
    if (user.equals(owner)) {
      return Access.ADMIN;
    }
    return access.getOrDefault(user.id(), isPublic() ? Access.READ : Access.NONE);
  }

  int nextNumber() {
    return tickets.isEmpty() ? 1 : tickets.lastKey() + 1;
  }

  /** Who may see it at all. */
  enum Visibility {
    PUBLIC,
    PRIVATE
  }

  /**
   * What a CI says of a commit; {@code conclusion} is null until it is completed. {@code log}: of a
   * job of GitHub's own CI, else null.
   */
  record CheckRun(
      long id,
      String name,
      String sha,
      String status,
      String conclusion,
      String summary,
      String log,
      java.time.Instant at) {}

  /** An older word of a CI. */
  record Status(long id, String sha, String context, String state, java.time.Instant at) {}
}
