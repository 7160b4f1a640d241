package dev.gatehand.publish;

import dev.gatehand.gate.GitId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Template;
import java.util.Map;
import java.util.Optional;

/**
 * Work on a pull request from another repository, where nothing is pushed: a stranger's branch is
 * not ours unless they and the policy say so, and a push here would run a stranger's code with this
 * repository's secrets. What came of it is a patch that its author, or a maintainer, applies or
 * leaves.
 */
final class PatchOffer {
  /** Bytes, of the 65,536 characters that a comment holds. */
  private static final int LONGEST = 50_000;

  private static final Template TEXT = Template.text("patch.md");
  private final Dispatches dispatches;

  PatchOffer(Dispatches dispatches) {
    this.dispatches = dispatches;
  }

  /**
   * @param why nothing was pushed although it might have been, or empty
   */
  Publisher.Result offer(Publication work, Event.Prepared base, String why) {
    TaskHistory history = work.log().history();
    GitId tree = history.tree().orElseThrow();
    Optional<String> patch = work.checkout().patch(base.base(), tree, LONGEST);
    if (patch.isEmpty()) {
      return new Publisher.Result.Refused(
          "the change is too long for a comment, or has files that are no text; from a branch of"
              + " this repository it would become a pull request");
    }
    String body =
        TEXT.render(
            Map.of(
                "why", why,
                "author", history.request().author().login(),
                "summary", history.finished().map(Event.Finished::summary).orElse(""),
                "complete", work.complete(),
                "head", base.base().value().substring(0, 12),
                "checks", PullRequestText.checks(history),
                "restored", PullRequestText.restored(history),
                "files", work.checkout().changes(base.base(), tree, 1).size(),
                "patch", Markdown.fence(patch.get(), "diff")));
    dispatches.comment(
        work.log().writer(), "patch:" + work.log().lease().task(), history.thread(), body);
    return new Publisher.Result.Offered();
  }
}
