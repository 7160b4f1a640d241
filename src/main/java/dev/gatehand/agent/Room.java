package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.model.Usage;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a conversation inside the model's window. Every change of what was said before makes the
 * provider read everything anew, at full price: so nothing is shortened before it must be, and then
 * much of it at once. First what is old and long is cut; when that does not make enough room, all
 * but the newest is summed up; when even the newest does not fit, that is cut, too.
 */
final class Room {
  private static final int NEWEST = 6;
  private static final int FEWEST_SUMMED_UP = 4;
  private static final int OLD_LETTERS = 400;
  private static final double FULL = 0.6;
  private static final double ROOMY = 0.45;
  private static final double OVERFULL = 0.9;
  private static final List<Integer> SQUEEZES = List.of(20_000, 8_000, 3_000, 1_000, 300);

  private final long window;
  private final long fixedLetters;

  /**
   * @param window tokens that a conversation may have
   * @param fixedLetters of what stands before every conversation
   */
  Room(long window, long fixedLetters) {
    this.window = window;
    this.fixedLetters = fixedLetters;
  }

  /** What to do before the next turn. */
  sealed interface Step {
    /** This, without asking anybody. */
    record Cut(Event.Shortened event) implements Step {}

    /** The model is to sum these turns up. */
    record SumUp(int turns) implements Step {}
  }

  /** Empty: there is room, or nothing that could make more. */
  Optional<Step> needed(Session session) {
    double full = fullness(session, session.transcript().letters());
    if (full <= FULL) {
      return Optional.empty();
    }
    if (full > OVERFULL) {
      return squeeze(session);
    }
    Transcript transcript = session.transcript();
    int old = transcript.turn() - NEWEST;
    var gentle = new Event.Shortened(old, OLD_LETTERS, "", Usage.NONE);
    if (old > 0 && fullness(session, transcript.lettersAfter(gentle)) <= ROOMY) {
      return Optional.of(new Step.Cut(gentle));
    }
    if (transcript.repliesUpTo(old) >= FEWEST_SUMMED_UP) {
      return Optional.of(new Step.SumUp(old));
    }
    return Optional.empty();
  }

  /** It does not fit, whatever was counted: all results are cut until much less is left. */
  Optional<Step> squeeze(Session session) {
    Transcript transcript = session.transcript();
    long now = transcript.letters();
    for (int letters : SQUEEZES) {
      var cut = new Event.Shortened(transcript.turn(), letters, "", Usage.NONE);
      long after = transcript.lettersAfter(cut);
      boolean enough = fullness(session, after) <= FULL && after < now * 0.8;
      if (enough || (letters == SQUEEZES.getLast() && after < now * 0.95)) {
        return Optional.of(new Step.Cut(cut));
      }
    }
    int old = transcript.turn() - 1;
    return transcript.repliesUpTo(old) > 0 ? Optional.of(new Step.SumUp(old)) : Optional.empty();
  }

  private double fullness(Session session, long letters) {
    return (letters + fixedLetters) * session.transcript().tokensPerLetter(fixedLetters) / window;
  }
}
