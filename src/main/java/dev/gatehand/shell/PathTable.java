package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of paths.txt, indexed by first component. */
final class PathTable {

  private enum Where {
    ANYWHERE,
    HOME,
    ABSOLUTE
  }

  /**
   * @param pathClass null: the pattern takes a path out
   */
  private record Entry(
      int rank, @Nullable PathClass pathClass, Where where, List<String> components, long letters) {

    /** Whether its first component and a name with wildcards have a name in common. */
    boolean mayBegin(String name, long needed) {
      String first = components.getFirst();
      return (first.indexOf('*') >= 0 || (needed & ~letters) == 0)
          && Wildcards.mayMeet(first, name);
    }
  }

  /**
   * Entries that begin with what a name with wildcards may stand for, kept for one line: each such
   * name is held against all entries, and a hostile line is made of them.
   */
  static final class Met {
    private final Map<String, List<Entry>> byName = new HashMap<>();
  }

  static final PathTable SHIPPED = new PathTable(KnowledgeFile.read("paths.txt"));

  private final Map<String, List<Entry>> byName = new HashMap<>();

  /** Those with a wildcard, by the first character where that is none, else by the last. */
  private final Map<Character, List<Entry>> byFirst = new HashMap<>();

  private final Map<Character, List<Entry>> byLast = new HashMap<>();
  private final List<Entry> wild = new ArrayList<>();
  private final List<Entry> all = new ArrayList<>();

  PathTable(List<KnowledgeFile.Line> lines) {
    int rank = 0;
    for (KnowledgeFile.Line line : lines) {
      add(entry(rank++, line));
    }
  }

  private static Entry entry(int rank, KnowledgeFile.Line line) {
    String[] fields = line.text().split(" +", 3);
    if (fields.length != 3) {
      throw line.wrong("expected: class, where, pattern");
    }
    PathClass pathClass = null;
    if (!fields[0].equals("plain")) {
      for (PathClass each : PathClass.values()) {
        pathClass = each.id().equals(fields[0]) ? each : pathClass;
      }
      if (pathClass == null) {
        throw line.wrong("no such class of path");
      }
    }
    Where where =
        switch (fields[1]) {
          case "anywhere" -> Where.ANYWHERE;
          case "home" -> Where.HOME;
          case "absolute" -> Where.ABSOLUTE;
          default -> throw line.wrong("expected anywhere, home or absolute");
        };
    List<String> components = Locations.components(fold(fields[2]));
    return new Entry(rank, pathClass, where, components, Wildcards.letters(components.getFirst()));
  }

  private void add(Entry entry) {
    all.add(entry);
    String first = entry.components().getFirst();
    if (first.indexOf('*') >= 0) {
      wild.add(entry);
      char start = first.charAt(0);
      char end = first.charAt(first.length() - 1);
      if (start == '*' && end == '*') {
        throw new IllegalStateException("paths.txt: begins and ends with *: " + first);
      }
      boolean atStart = start != '*';
      (atStart ? byFirst : byLast)
          .computeIfAbsent(atStart ? start : end, _ -> new ArrayList<>())
          .add(entry);
    } else {
      byName.computeIfAbsent(first, _ -> new ArrayList<>()).add(entry);
    }
  }

  /**
   * The first class that fits, or null.
   *
   * @param components of the absolute path; wildcards in them match what they could match
   * @param home how many components lead to the home folder it is in, or -1
   * @param met filled by this call
   */
  @Nullable PathClass classOf(List<String> components, int home, Met met) {
    List<String> folded = new ArrayList<>(components.size());
    for (String component : components) {
      folded.add(fold(component));
    }
    Entry best = null;
    for (int at = 0; at < folded.size(); at++) {
      String name = folded.get(at);
      if (Wildcards.isWild(name)) {
        List<Entry> begun = met.byName.computeIfAbsent(name, this::begunBy);
        best = better(best, begun, folded, at, home);
      } else {
        best = better(best, byName.get(name), folded, at, home);
        best = better(best, byFirst.get(name.charAt(0)), folded, at, home);
        best = better(best, byLast.get(name.charAt(name.length() - 1)), folded, at, home);
      }
    }
    return best == null ? null : best.pathClass();
  }

  private List<Entry> begunBy(String name) {
    if (Wildcards.isBare(name)) {
      // Nothing is known of it.
      return List.of();
    }
    long needed = Wildcards.letters(name);
    List<Entry> begun = new ArrayList<>();
    // *.txt may meet no name that is written out.
    for (Entry entry : name.startsWith("*.") ? wild : all) {
      if (entry.mayBegin(name, needed)) {
        begun.add(entry);
      }
    }
    return begun;
  }

  private static @Nullable Entry better(
      @Nullable Entry best,
      @Nullable List<Entry> entries,
      List<String> components,
      int at,
      int home) {
    if (entries == null) {
      return best;
    }
    for (Entry entry : entries) {
      boolean place =
          switch (entry.where()) {
            case ANYWHERE -> true;
            case HOME -> at == home;
            case ABSOLUTE -> at == 0;
          };
      if (place
          && (best == null || entry.rank() < best.rank())
          && !excusesWildcard(entry, components, at)
          && matches(entry.components(), components, at)) {
        best = entry;
      }
    }
    return best;
  }

  /** Whether a pattern for names, as {@code find -name} takes it, is one for keys and the like. */
  boolean isTelling(String pattern) {
    return !pattern.isEmpty()
        && classOf(List.of("~", pattern), 1, new Met()) == PathClass.CREDENTIAL;
  }

  /** {@code ~/.ssh/*} may be a public key, but is not known to be one. */
  private static boolean excusesWildcard(Entry entry, List<String> components, int at) {
    if (entry.pathClass() != null) {
      return false;
    }
    int end = Math.min(components.size(), at + entry.components().size());
    for (int i = at; i < end; i++) {
      if (Wildcards.isWild(components.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> pattern, List<String> components, int at) {
    if (components.size() - at < pattern.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!Wildcards.mayMeet(pattern.get(i), components.get(at + i))) {
        return false;
      }
    }
    return true;
  }

  /** Case, and trailing dots and blanks that some file systems drop. */
  private static String fold(String component) {
    String text = component.toLowerCase(Locale.ROOT);
    int end = text.length();
    while (end > 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(0, end);
  }
}
