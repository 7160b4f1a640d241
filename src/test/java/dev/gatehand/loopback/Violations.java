package dev.gatehand.loopback;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client did that GitHub does not know or does not want. */
final class Violations {
  private final List<String> all = new CopyOnWriteArrayList<>();

  void add(String what) {
    all.add(what);
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
