package dev.gatehand.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Marking.What;
import dev.gatehand.gate.GitId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every forge tells alike besides words: labels, assignments, and what CIs say. */
public abstract class SignalsContract extends TalkContract {
  protected abstract void somebodyLabels(ThreadRef thread, String login, String label);

  protected abstract void somebodyUnlabels(ThreadRef thread, String login, String label);

  protected abstract void somebodyAssigns(ThreadRef thread, String login, String whom);

  /** A CI says something of a commit; without an outcome yet where {@code state} is RUNNING. */
  protected abstract void aCiSays(
      GitId commit, String check, CommitCheck.State state, String output);

  @Test
  void tells_who_put_a_label_on_and_each_time_anew() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    Account wendy = forge().thread(issue).author();
    assertThat(forge().markings(issue)).isEmpty();
    somebodyLabels(issue, writer(), "agent-fix");
    somebodyUnlabels(issue, writer(), "agent-fix");
    somebodyLabels(issue, writer(), "agent-fix");
    List<Marking> markings = forge().markings(issue);
    assertThat(markings)
        .extracting(Marking::what)
        .containsExactly(
            new What.Labeled("agent-fix"),
            new What.Unlabeled("agent-fix"),
            new What.Labeled("agent-fix"));
    assertThat(markings).allMatch(it -> it.by().is(wendy));
    assertThat(markings).extracting(Marking::id).doesNotHaveDuplicates().allMatch(id -> id > 0);
    assertThat(markings.getLast().at()).isAfterOrEqualTo(forge().thread(issue).createdAt());
    assertThat(forge().marks(issue).labels()).containsExactly("agent-fix");
    assertThat(forge().markings(issue)).isEqualTo(markings);
  }

  @Test
  void tells_who_assigned_whom() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    Account wendy = forge().thread(issue).author();
    somebodyAssigns(issue, writer(), writer());
    assertThat(forge().markings(issue))
        .singleElement()
        .satisfies(it -> assertThat(it.what()).isEqualTo(new What.Assigned(wendy)))
        .satisfies(it -> assertThat(it.by().is(wendy)).isTrue());
  }

  @Test
  void tells_what_a_ci_says_of_a_commit_and_the_end_of_what_it_printed() {
    GitId commit = push("checked", "content");
    assertThat(forge().checks(repository(), commit)).isEmpty();
    aCiSays(commit, "build", CommitCheck.State.RUNNING, "");
    assertThat(forge().checks(repository(), commit))
        .extracting(CommitCheck::name, CommitCheck::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("build", CommitCheck.State.RUNNING));
    aCiSays(commit, "build", CommitCheck.State.FAILED, "a long story\nassertion failed\n");
    aCiSays(commit, "lint", CommitCheck.State.PASSED, "fine\n");
    List<CommitCheck> checks = forge().checks(repository(), commit);
    assertThat(checks)
        .extracting(CommitCheck::name, CommitCheck::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("build", CommitCheck.State.FAILED),
            org.assertj.core.groups.Tuple.tuple("lint", CommitCheck.State.PASSED));
    assertThat(forge().output(repository(), checks.getFirst(), 17)).isEqualTo("assertion failed\n");
    assertThat(forge().checks(repository(), push("checked", "more"))).isEmpty();
  }
}
