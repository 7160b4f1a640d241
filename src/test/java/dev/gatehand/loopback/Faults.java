package dev.gatehand.loopback;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

/** What goes wrong on the way, on purpose; with dice, the same again for the same seed. */
public final class Faults {
  /** Which requests: by method and path (without {@code /api/v3}). */
  public interface Which extends BiPredicate<String, String> {}

  /** Every request. */
  public static final Which ANY = (method, path) -> true;

  /** Those that change something. */
  public static final Which WRITES = (method, path) -> !method.equals("GET");

  /** How it goes wrong. */
  public enum Fault {
    /** 502, and nothing was done. */
    REFUSE,
    /** It is done, then 500. */
    DONE_THEN_500,
    /** It is done, and the connection breaks off without a reply. */
    DONE_THEN_SILENCE,
    /** The connection breaks off, and nothing was done. */
    SILENCE,
    /** It is done twice, as by a proxy that tries again; the second reply is given. */
    TWICE,
    /** It is done, and the reply is late. */
    LATE,
    /** All is well. */
    NONE
  }

  private record Planned(Fault fault, Which which) {}

  private final Deque<Planned> planned = new ArrayDeque<>();
  private final java.util.ArrayList<Fault> happened = new java.util.ArrayList<>();
  private Random dice;
  private int percent;
  private boolean out;
  private Duration late = Duration.ofMillis(300);

  /** The next requests that are such ones; after that all is well again. */
  public synchronized void next(int requests, Fault fault, Which which) {
    for (int i = 0; i < requests; i++) {
      planned.add(new Planned(fault, which));
    }
  }

  /** So many percent of the writes go wrong in one way or another, and a tenth of that of reads. */
  public synchronized void dice(long seed, int percentOfWrites) {
    dice = new Random(seed);
    percent = percentOfWrites;
  }

  /** Nothing is answered any more: each connection breaks off. */
  public synchronized void outage() {
    out = true;
  }

  /** All is well again: neither outage, nor dice, nor plans. */
  public synchronized void end() {
    out = false;
    dice = null;
    planned.clear();
  }

  public synchronized void lateBy(Duration duration) {
    late = duration;
  }

  synchronized Duration late() {
    return late;
  }

  /** What went wrong so far. */
  public synchronized List<Fault> happened() {
    return List.copyOf(happened);
  }

  synchronized Fault draw(String method, String path) {
    Fault fault = drawn(method, path);
    if (fault != Fault.NONE) {
      happened.add(fault);
    }
    return fault;
  }

  private Fault drawn(String method, String path) {
    if (out) {
      return Fault.SILENCE;
    }
    if (!planned.isEmpty() && planned.element().which().test(method, path)) {
      return planned.remove().fault();
    }
    if (dice == null) {
      return Fault.NONE;
    }
    boolean write = !method.equals("GET");
    if (dice.nextInt(1000) >= (write ? percent * 10 : percent)) {
      return Fault.NONE;
    }
    List<Fault> ways =
        write
            ? List.of(Fault.REFUSE, Fault.DONE_THEN_500, Fault.DONE_THEN_SILENCE, Fault.SILENCE)
            : List.of(Fault.REFUSE, Fault.SILENCE);
    return ways.get(dice.nextInt(ways.size()));
  }
}
