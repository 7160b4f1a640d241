package dev.gatehand.forge;

import java.util.Random;
import java.util.function.Supplier;

/**
 * What goes wrong on the way to a forge, the same again for the same seed: a request that never
 * arrives, and one that is carried out although its reply never comes back.
 */
public final class Losses {
  /**
   * How often, in percent of the calls.
   *
   * @param refused changes that are not made, and say so
   * @param replyLost changes that are made, and look as if they failed
   * @param unread questions that are not answered
   */
  public record Rates(int refused, int replyLost, int unread) {
    public static final Rates NONE = new Rates(0, 0, 0);
    public static final Rates HARSH = new Rates(10, 25, 2);
  }

  private final Random dice;
  private final Rates rates;
  private int refused;
  private int lost;

  public Losses(long seed, Rates rates) {
    this.dice = new Random(seed);
    this.rates = rates;
  }

  /** A call that changes something. */
  public <T> T change(String what, Supplier<T> deed) {
    int roll = roll();
    if (roll < rates.refused()) {
      count(true);
      throw new ForgeUnavailable(what + ": it did not arrive (so the dice said)");
    }
    T result = deed.get();
    if (roll < rates.refused() + rates.replyLost()) {
      count(false);
      throw new ForgeUnavailable(what + ": it was done, but its reply was lost (so the dice said)");
    }
    return result;
  }

  /** A call that only asks. */
  public <T> T question(String what, Supplier<T> answer) {
    if (roll() < rates.unread()) {
      count(true);
      throw new ForgeUnavailable(what + ": no answer (so the dice said)");
    }
    return answer.get();
  }

  /** Changes that were made, though whoever asked for them was told that they failed. */
  public synchronized int repliesLost() {
    return lost;
  }

  /** Calls that came to nothing. */
  public synchronized int callsLost() {
    return refused;
  }

  private synchronized int roll() {
    return dice.nextInt(100);
  }

  private synchronized void count(boolean before) {
    if (before) {
      refused++;
    } else {
      lost++;
    }
  }
}
