package dev.gatehand;

import dev.gatehand.gate.Consultation;
import dev.gatehand.gate.Judge;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What the Judge said on this node since it started, how long that took and what it cost. */
final class JudgeTally {
  /** What came of asking. */
  enum Said {
    ALLOW,
    BLOCK,
    ASK,
    UNAVAILABLE
  }

  private final Map<Said, LongAdder> said = new EnumMap<>(Said.class);
  private final LongAdder calls = new LongAdder();
  private final LongAdder millis = new LongAdder();
  private final DoubleAdder dollars = new DoubleAdder();

  JudgeTally() {
    for (Said each : Said.values()) {
      said.put(each, new LongAdder());
    }
  }

  void count(Consultation consultation) {
    Said what =
        switch (consultation.opinion()) {
          case Judge.Opinion.Allow _ -> Said.ALLOW;
          case Judge.Opinion.Block _ -> Said.BLOCK;
          case Judge.Opinion.AskPerson _ -> Said.ASK;
          case Judge.Opinion.Unavailable _ -> Said.UNAVAILABLE;
        };
    Objects.requireNonNull(said.get(what)).increment();
    calls.add(consultation.calls());
    millis.add(consultation.millis());
    dollars.add(consultation.usage().dollars().doubleValue());
  }

  long times(Said what) {
    return Objects.requireNonNull(said.get(what)).sum();
  }

  long calls() {
    return calls.sum();
  }

  double seconds() {
    return millis.sum() / 1000.0;
  }

  double dollars() {
    return dollars.sum();
  }
}
