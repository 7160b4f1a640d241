package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Role;
import java.util.regex.Pattern;

/**
 * Judges a push with its pull request. A push is execution (CI runs it with secrets before anybody
 * looks), so it must name its commits exactly and go to a branch of Gatehand's own.
 */
final class PublishRules {
  private static final Pattern BRANCH = Pattern.compile("gatehand/[a-z0-9][a-z0-9-]{0,60}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  Assessment assess(Action.Publish publish) {
    if (!BRANCH.matcher(publish.branch()).matches()) {
      return stopped(
          Decision.FORBID,
          "publish/branch",
          publish.branch(),
          "Gatehand pushes to branches below gatehand/ and to no other.");
    }
    boolean exact =
        !publish.commits().isEmpty()
            && publish.commits().stream().allMatch(id -> COMMIT.matcher(id).matches())
            && (publish.expected().isEmpty() || COMMIT.matcher(publish.expected()).matches());
    if (!exact) {
      return stopped(
          Decision.FORBID,
          "publish/exact",
          String.join(" ", publish.commits()),
          "A push names each of its commits by its whole id, or it is none.");
    }
    if (!publish.trust().atLeast(Role.WRITE)) {
      return stopped(
          Decision.ASK,
          "publish/trust",
          publish.branch(),
          "Somebody without write access had a part in this work, and a push runs in CI.");
    }
    return new Assessment.Permitted(
        new Reason(
            "permit/publish", publish.branch(), "Exact commits to a branch of Gatehand's own."));
  }

  private static Assessment stopped(Decision decision, String rule, String piece, String because) {
    return new Assessment.Stopped(decision, new Reason(rule, piece, because));
  }
}
