package dev.gatehand.crash;

import dev.gatehand.forge.CommentRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Delivers each comment twice, and after it all earlier ones once more, as a forge may. */
final class Redelivery implements Predicate<CommentRef> {
  private final Predicate<CommentRef> real;
  private final List<CommentRef> earlier = new ArrayList<>();

  Redelivery(Predicate<CommentRef> real) {
    this.real = real;
  }

  @Override
  public synchronized boolean test(CommentRef comment) {
    boolean heard = real.test(comment);
    boolean again = real.test(comment);
    for (CommentRef each : earlier) {
      again &= real.test(each);
    }
    earlier.add(comment);
    return heard && again;
  }
}
