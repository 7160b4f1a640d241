package dev.gatehand.embedded;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.forge.HostedRefusal.Why;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.Marking.What;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What people and CIs do in the embedded forge besides talking; Gatehand hears of each. */
public final class Signals {
  private final HostedRows rows;
  private final Lookup look;
  private final InstantSource clock;
  private final Consumer<CommentRef> tell;

  Signals(HostedRows rows, Lookup look, InstantSource clock, Consumer<CommentRef> tell) {
    this.rows = rows;
    this.look = look;
    this.clock = clock;
    this.tell = tell;
  }

  public void label(ThreadRef thread, String as, String label) {
    mark(thread, as, new What.Labeled(Words.title(label)));
  }

  public void unlabel(ThreadRef thread, String as, String label) {
    mark(thread, as, new What.Unlabeled(label));
  }

  public void assign(ThreadRef thread, String as, String login) {
    mark(thread, as, new What.Assigned(account(login)));
  }

  public void unassign(ThreadRef thread, String as, String login) {
    mark(thread, as, new What.Unassigned(account(login)));
  }

  /** A CI says how a check of a commit stands: no person, so nobody's right is looked at. */
  public void reports(
      RepoRef repository, GitId commit, String name, CommitCheck.State state, String output) {
    look.repository(repository);
    var check = new CommitCheck(commit.value(), name, state, "");
    rows.signals().check(repository, commit, check, output, clock.instant());
    tell.accept(CommentRef.checks(repository));
  }

  void tellUnheard() {
    rows.signals().unheard().forEach(thread -> tell.accept(CommentRef.marks(thread)));
  }

  private void mark(ThreadRef thread, String as, What what) {
    look.thread(thread);
    Account by = look.person(as);
    look.needTriage(thread, by);
    rows.signals().mark(thread, by, what, clock.instant());
    tell.accept(CommentRef.marks(thread));
  }

  private Account account(String login) {
    return rows.account(login)
        .orElseThrow(
            () ->
                new HostedRefusal(
                    Why.NOT_VALID, "Nobody here is called `" + Words.brief(login) + "`."));
  }
}
