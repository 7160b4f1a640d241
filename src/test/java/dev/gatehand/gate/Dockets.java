package dev.gatehand.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A docket in memory, and situations with one. */
final class Dockets implements Docket {
  final List<Consultation> kept = new ArrayList<>();
  private CaseFile file;

  Dockets(CaseFile file) {
    this.file = file;
  }

  static Dockets asking(String words) {
    return new Dockets(
        new CaseFile(
            "acme/widgets",
            "main",
            List.of(new CaseFile.Said("alice", "fix what thread #7 describes", words)),
            List.of(),
            0));
  }

  void become(CaseFile next) {
    file = next;
  }

  Situation in(Situation s) {
    return new Situation(
        s.task(),
        s.repository(),
        s.policy(),
        s.workspace(),
        s.directory(),
        s.tree(),
        s.containment(),
        Duration.ofMinutes(10),
        s.stage(),
        Set.of(),
        this);
  }

  @Override
  public CaseFile file() {
    return file;
  }

  @Override
  public Optional<Judge.Opinion> earlier(String question) {
    return kept.stream()
        .filter(said -> said.question().equals(question))
        .map(Consultation::opinion)
        .filter(opinion -> !(opinion instanceof Judge.Opinion.Unavailable))
        .reduce((_, last) -> last);
  }

  @Override
  public void keep(Consultation consultation) {
    kept.add(consultation);
  }
}
