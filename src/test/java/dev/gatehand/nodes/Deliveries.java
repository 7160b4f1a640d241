package dev.gatehand.nodes;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Deliveries that come at a steady rate, however long one takes: each is measured from the moment
 * at which it was to come, so that waiting behind others counts.
 */
final class Deliveries {
  /** So many come first, one after the other: what is measured is a service that is up. */
  private static final int BEFORE = 5_000;

  private final int perSecond;
  private final int offered;

  Deliveries(int perSecond, Duration length) {
    this.perSecond = perSecond;
    this.offered = (int) (perSecond * length.toSeconds());
  }

  /** With those that come first and are not measured. */
  int offered() {
    return BEFORE + offered;
  }

  Spread run(IntConsumer delivery) throws InterruptedException {
    for (int i = 0; i < BEFORE; i++) {
      delivery.accept(-1 - i);
    }
    Collection<Double> millis = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < offered; i++) {
        int number = i;
        long due = begin + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        threads.execute(
            () -> {
              delivery.accept(number);
              millis.add((System.nanoTime() - due) / 1e6);
            });
      }
    }
    return Spread.of(millis);
  }
}
