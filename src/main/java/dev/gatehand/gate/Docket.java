package dev.gatehand.gate;

import java.util.Optional;

/**
 * What is known of a task beyond one action, and where what the Judge says is kept. Whoever has the
 * task's journal makes it: a restart and another node read the same there.
 */
public interface Docket {
  /** Nothing is known and nothing is kept: for explanations and for the examples of a policy. */
  Docket NONE =
      new Docket() {
        @Override
        public CaseFile file() {
          return CaseFile.EMPTY;
        }

        @Override
        public Optional<Judge.Opinion> earlier(String question) {
          return Optional.empty();
        }

        @Override
        public void keep(Consultation consultation) {
          // Nobody will ask again.
        }
      };

  /** The task so far, as the Judge may see it. */
  CaseFile file();

  /** What the Judge said to the same question in this task; an outage is no answer. */
  Optional<Judge.Opinion> earlier(String question);

  void keep(Consultation consultation);
}
