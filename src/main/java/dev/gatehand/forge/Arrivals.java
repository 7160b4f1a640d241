package dev.gatehand.forge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the forge told of and Gatehand has not looked at yet, kept before the forge is answered: a
 * node that ends in between loses nothing, and any node goes on with it.
 */
public interface Arrivals {
  /**
   * Keeps what a delivery told of, each comment once; in one transaction.
   *
   * @param delivery the forge's own name for the delivery, the same when it is sent again
   * @return false when this delivery was kept before: nothing changed
   */
  boolean keep(String delivery, String event, List<Told> told);

  /**
   * Keeps a comment that was found without a delivery. Of strangers' at most some hundred are kept.
   */
  void found(Told told);

  /** What is due to be looked at: by rank, then oldest first. */
  List<Waiting> waiting(Instant now, int maximum);

  /** How many wait, due or not. */
  long count();

  /** It was dealt with as it stood then; what was told of again meanwhile stays. */
  void heard(Waiting waiting);

  /** It could not be dealt with: again, not before then. */
  void later(CommentRef comment, Instant next);

  /** When the last delivery came, ever. */
  Optional<Instant> lastDelivery();

  /** Forgets names of deliveries from before then. */
  void forget(Instant before);

  /** A note that outlasts a restart, e.g. up to where a repository was read; empty at first. */
  Optional<String> note(String name);

  void note(String name, String value);

  /** What comes first when much waits. Only an order: nobody may do anything because of it. */
  enum Rank {
    /** An answer or a stop from somebody who seems to belong here. */
    ANSWER(0),
    /** Anything else from such a one. */
    INSIDER(1),
    STRANGER(2);

    private final int place;

    Rank(int place) {
      this.place = place;
    }

    /** The lower, the sooner; stored. */
    public int place() {
      return place;
    }
  }

  /** A comment that was told of. */
  record Told(CommentRef comment, Rank rank) {}

  /**
   * A comment that waits.
   *
   * @param tries how often it was tried in vain
   */
  record Waiting(CommentRef comment, Instant at, int tries) {}
}
