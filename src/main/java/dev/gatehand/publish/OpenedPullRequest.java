package dev.gatehand.publish;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.text.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pull request that was opened just now, and what the policy wants on it. What the forge does not
 * take of that is told there: nobody's work waits for it, and nobody has to find it out.
 */
final class OpenedPullRequest {
  private static final Template NOT_TAKEN = Template.text("not-taken.md");
  private final Forge forge;
  private final Dispatches dispatches;

  OpenedPullRequest(Forge forge, Dispatches dispatches) {
    this.forge = forge;
    this.dispatches = dispatches;
  }

  void finish(Publication work, NewPullRequest request, ThreadRef opened) {
    List<String> refused = new ArrayList<>();
    if (request.draft() && !forge.pullRequest(opened).draft()) {
      refused.add("it takes no drafts here, so this is open as ready for review");
    }
    var wanted = work.policy().publishing();
    var marks = new Marks(wanted.labels(), wanted.reviewers());
    if (!marks.equals(Marks.NONE)) {
      String untaken = dispatches.mark(work.log().writer(), opened, marks);
      if (!untaken.isEmpty()) {
        refused.add(untaken);
      }
    }
    if (!refused.isEmpty()) {
      dispatches.comment(
          work.log().writer(),
          "not-taken:" + opened,
          opened,
          NOT_TAKEN.render(Map.of("refused", refused, "complete", work.complete())));
    }
  }
}
