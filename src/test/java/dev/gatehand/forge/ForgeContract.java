package dev.gatehand.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.gate.GitId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every forge does alike; each adapter runs it against the real thing. */
public abstract class ForgeContract extends SignalsContract {
  private ThreadRef open(String branch) {
    return forge()
        .openPullRequest(
            new NewPullRequest(repository(), branch, "main", "Mend it", "It was broken", true));
  }

  @Test
  void marks_a_pull_request_and_says_what_it_does_not_take() {
    push("marked", "content");
    ThreadRef pull = open("marked");
    assertThat(forge().marks(pull)).isEqualTo(Marks.NONE);
    Marks marks = new Marks(List.of("small", "by a bot"), List.of(writer()));
    assertThat(forge().mark(pull, marks)).isEmpty();
    assertThat(forge().mark(pull, marks)).isEmpty();
    assertThat(forge().marks(pull)).isEqualTo(marks);
    Marks stranger = new Marks(List.of("large"), List.of("nobody-of-that-name"));
    assertThat(forge().mark(pull, stranger)).isPresent();
    assertThat(forge().marks(pull).labels()).containsExactly("by a bot", "large", "small");
    assertThat(forge().marks(pull).reviewers()).containsExactly(writer());
  }

  @Test
  void issues_and_pull_requests_share_their_numbers() {
    push("gatehand/1-x", "x");
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    ThreadRef pull = open("gatehand/1-x");
    ThreadRef next = somebodyOpens(writer(), "Another", "");
    assertThat(List.of(pull.number(), next.number()))
        .containsExactly(issue.number() + 1, issue.number() + 2);
  }

  @Test
  void a_pull_request_follows_its_branch() {
    GitId first = push("gatehand/2-x", "one");
    ThreadRef ref = open("gatehand/2-x");
    assertThat(forge().pullRequest(ref))
        .isEqualTo(
            new PullRequest(
                ref,
                "Mend it",
                "It was broken",
                forge().self(),
                repository(),
                "gatehand/2-x",
                first,
                "main",
                PullRequest.State.OPEN,
                true,
                false));
    GitId second = push("gatehand/2-x", "two");
    assertThat(forge().pullRequest(ref).head()).isEqualTo(second).isNotEqualTo(first);
  }

  @Test
  void a_closed_pull_request_stays_at_its_commit() {
    GitId first = push("gatehand/3-x", "one");
    ThreadRef ref = open("gatehand/3-x");
    somebodyCloses(ref);
    push("gatehand/3-x", "two");
    assertThat(forge().pullRequest(ref).state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(forge().pullRequest(ref).head()).isEqualTo(first);
  }

  @Test
  void a_second_open_pull_request_from_the_same_branch_is_refused_in_words() {
    push("gatehand/4-x", "one");
    ThreadRef first = open("gatehand/4-x");
    assertThatThrownBy(() -> open("gatehand/4-x"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("gatehand/4-x")
        .hasMessageContaining("already");
    somebodyCloses(first);
    ThreadRef second = open("gatehand/4-x");
    assertThat(forge().pullRequestsFrom(repository(), "gatehand/4-x"))
        .extracting(PullRequest::ref)
        .containsExactly(second, first);
  }

  @Test
  void a_pull_request_needs_a_branch_that_is_there() {
    assertThatThrownBy(() -> open("gatehand/no-such-branch"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("gatehand/no-such-branch");
  }

  @Test
  void a_pull_request_can_be_reworded() {
    push("gatehand/5-x", "one");
    ThreadRef ref = open("gatehand/5-x");
    forge().updatePullRequest(ref, "Mend it well", "Now with a test");
    assertThat(forge().pullRequest(ref).title()).isEqualTo("Mend it well");
    assertThat(forge().pullRequest(ref).body()).isEqualTo("Now with a test");
    assertThat(forge().thread(ref).kind()).isEqualTo(ThreadView.Kind.PULL_REQUEST);
  }

  @Test
  void an_issue_is_no_pull_request() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    assertThatThrownBy(() -> forge().pullRequest(issue)).isInstanceOf(ForgeUnavailable.class);
  }
}
