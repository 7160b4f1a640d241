package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** Where data came from that goes on to somewhere else. */
record Source(Kind kind, Effect effect) {

  /** What makes it worth following. */
  enum Kind {
    SECRET,
    NETWORK,
    DECODED,
    FILE,
    /** It never ends by itself: harmless until it is kept. */
    ENDLESS
  }

  /** More are not followed: what matters is that there is one. */
  private static final int MOST = 12;

  static List<Source> join(List<Source> one, List<Source> other) {
    if (one.isEmpty()) {
      return other;
    }
    if (other.isEmpty() || one.equals(other)) {
      return one;
    }
    List<Source> joined = new ArrayList<>(one);
    for (Source source : other) {
      if (joined.size() < MOST && !joined.contains(source)) {
        joined.add(source);
      }
    }
    return List.copyOf(joined);
  }

  static List<Source> without(List<Source> sources, Kind kind) {
    return sources.stream().filter(source -> source.kind() != kind).toList();
  }

  static boolean has(List<Source> sources, Kind kind) {
    for (Source source : sources) {
      if (source.kind() == kind) {
        return true;
      }
    }
    return false;
  }
}
