package dev.gatehand;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Outbox;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import java.util.function.Predicate;

/**
 * Where something can be put between the parts of a node. The service puts nothing there; tests put
 * in a forge that loses replies, and ends that come at a chosen point.
 */
public interface Seams {
  Seams NONE = new Seams() {};

  default Forge forge(Forge real) {
    return real;
  }

  default Journal journal(Journal real) {
    return real;
  }

  default Outbox outbox(Outbox real) {
    return real;
  }

  default Checkouts checkouts(Checkouts real) {
    return real;
  }

  default CommitWriter commits(CommitWriter real) {
    return real;
  }

  default CommandRunner runner(CommandRunner real) {
    return real;
  }

  /** How deliveries reach the intake, which says whether it dealt with one. */
  default Predicate<CommentRef> deliveries(Predicate<CommentRef> real) {
    return real;
  }
}
