package dev.gatehand.crash;

import dev.gatehand.store.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every moment between two durable writes passes through here, and at one of them the node dies.
 * From then on nothing of it can write any more: each later write, on whatever thread, dies too. So
 * what the next node finds is what a killed process would have left.
 */
final class Deaths implements Writes {
  private static final Set<String> PLUMBING = Set.of("Lane", "Database", "Deaths", "Writes");

  /** The node is dead. No catch block of the service takes an error for something it can mend. */
  static final class Dead extends Error {
    private static final long serialVersionUID = 1;

    Dead(Point point) {
      // Where it died is said by the point: a stack for each thread of a dead node is noise.
      super("died " + point, null, false, false);
    }
  }

  /** A moment: {@code before} or {@code after} something durable, the how-manieth of its kind. */
  record Point(String kind, int occurrence) {
    @Override
    public String toString() {
      return kind + " (" + occurrence + ")";
    }
  }

  /** What is done between two moments. */
  interface Deed<T, X extends Exception> {
    T run() throws X;
  }

  private final @Nullable Point end;
  private final Runnable manner;
  private final List<Point> passed = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final ThreadLocal<String> inside = ThreadLocal.withInitial(() -> "");
  private final ThreadLocal<Boolean> muted = ThreadLocal.withInitial(() -> false);
  private volatile boolean dead;

  private Deaths(@Nullable Point end, Runnable manner) {
    this.end = end;
    this.manner = manner;
  }

  /** Nobody dies; all moments are noted. */
  static Deaths none() {
    return new Deaths(null, () -> {});
  }

  /** The node loses all it has in memory at this point, but the process goes on. */
  static Deaths abandonedAt(Point point) {
    return new Deaths(point, () -> {});
  }

  /** The process ends at this point like one that is killed: no hook, no flush, no farewell. */
  static Deaths haltedAt(Point point) {
    return new Deaths(point, () -> Runtime.getRuntime().halt(137));
  }

  boolean dead() {
    return dead;
  }

  synchronized List<Point> passed() {
    return List.copyOf(passed);
  }

  /** Something durable that is one step to the outside, whatever it writes inside. */
  <T, X extends Exception> T step(String what, Deed<T, X> deed) throws X {
    if (muted.get()) {
      return deed.run();
    }
    moment("before " + what);
    muted.set(true);
    try {
      return deed.run();
    } finally {
      muted.set(false);
      moment("after " + what);
    }
  }

  /** Gives the transaction in it a name. */
  <T, X extends Exception> T named(String what, Deed<T, X> deed) throws X {
    inside.set(what);
    try {
      return deed.run();
    } finally {
      inside.remove();
    }
  }

  @Override
  public void before() {
    transaction("before ");
  }

  @Override
  public void after() {
    transaction("after ");
  }

  private void transaction(String side) {
    if (muted.get()) {
      requireLife();
      return;
    }
    String name = inside.get();
    moment(side + (name.isEmpty() ? caller() : name));
  }

  private synchronized void moment(String kind) {
    requireLife();
    Point point = new Point(kind, counts.merge(kind, 1, Integer::sum));
    passed.add(point);
    if (point.equals(end)) {
      dead = true;
      manner.run();
      throw new Dead(point);
    }
  }

  private void requireLife() {
    if (dead && end != null) {
      throw new Dead(end);
    }
  }

  private static String caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().startsWith("dev.gatehand.store."))
                    .filter(frame -> !PLUMBING.contains(simple(frame.getClassName())))
                    .map(frame -> simple(frame.getClassName()) + "." + frame.getMethodName())
                    .findFirst())
        .orElse("a transaction");
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
