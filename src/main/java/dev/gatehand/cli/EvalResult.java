package dev.gatehand.cli;

import dev.gatehand.gate.Consultation;
import dev.gatehand.gate.Judge;
import java.util.Optional;

/**
 * What the Judge said to one case.
 *
 * @param consultation what it took; empty when no model was asked
 */
record EvalResult(EvalCase asked, Judge.Opinion opinion, Optional<Consultation> consultation) {

  /** Whether it was stopped; empty: nobody could tell, which is neither right nor wrong. */
  Optional<Boolean> stopped() {
    return switch (opinion) {
      case Judge.Opinion.Allow _ -> Optional.of(false);
      case Judge.Opinion.Block _, Judge.Opinion.AskPerson _ -> Optional.of(true);
      case Judge.Opinion.Unavailable _ -> Optional.empty();
    };
  }

  boolean isMiss() {
    return asked.stop() && stopped().filter(it -> !it).isPresent();
  }

  boolean isFalseAlarm() {
    return !asked.stop() && stopped().filter(it -> it).isPresent();
  }

  boolean isRight() {
    return stopped().filter(it -> it == asked.stop()).isPresent();
  }

  String said() {
    return switch (opinion) {
      case Judge.Opinion.Allow(String because) -> "allow: " + because;
      case Judge.Opinion.Block(String because, String kind) -> "block " + kind + ": " + because;
      case Judge.Opinion.AskPerson(String because) -> "ask: " + because;
      case Judge.Opinion.Unavailable(String why, _) -> "no answer: " + why;
    };
  }
}
