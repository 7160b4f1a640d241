package dev.gatehand.forge;

import dev.gatehand.gate.GitId;
import java.time.Instant;
import java.util.List;

/** What happens in the embedded forge besides words: labels, assignments, and what CIs say. */
public interface HostedSignals {
  /** Notes it, and has the label stand on the thread or not; it waits to be heard. */
  void mark(ThreadRef thread, Account by, Marking.What what, Instant at);

  /** Oldest first. */
  List<Marking> markings(ThreadRef thread);

  /** Threads with markings that Gatehand was not told of. */
  List<ThreadRef> unheard();

  void heard(ThreadRef thread);

  /** A later word under the same name replaces the earlier one. */
  void check(RepoRef repository, GitId commit, CommitCheck check, String output, Instant at);

  /** By name. */
  List<CommitCheck> checks(RepoRef repository, GitId commit);

  /** Empty for a check that is not there. */
  String output(RepoRef repository, CommitCheck check);
}
