package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Publishing;
import dev.gatehand.policy.Role;
import java.util.regex.Pattern;

/**
 * Judges a push with its pull request. A push is execution (CI runs it with secrets before anybody
 * looks), so it must name its commits exactly. It goes to a branch of Gatehand's own; to somebody
 * else's only where the policy says so, and then from what stands there and never to a new branch.
 */
final class PublishRules {
  private static final Pattern BRANCH = Pattern.compile("gatehand/[a-z0-9][a-z0-9-]{0,60}");

  /** Branches that people name otherwise are left alone: CI and shells expand names. */
  private static final Pattern OTHERS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}");

  private static final Pattern FORK =
      Pattern.compile("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  Assessment assess(Action.Publish publish, Publishing policy) {
    if (!isTaken(publish, policy)) {
      return stopped(
          Decision.FORBID,
          "publish/branch",
          publish.target(),
          "Gatehand pushes to branches below gatehand/, and to the branch of somebody's pull request"
              + " only where the policy says so.");
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
          publish.target(),
          "Somebody without write access had a part in this work, and a push runs in CI.");
    }
    return new Assessment.Permitted(
        new Reason(
            "permit/publish", publish.target(), "Exact commits to a branch that it may push to."));
  }

  private static boolean isTaken(Action.Publish publish, Publishing policy) {
    boolean others =
        OTHERS.matcher(publish.branch()).matches()
            && !publish.branch().contains("..")
            && !publish.expected().isEmpty();
    return switch (publish.into()) {
      case Action.Into.Own _ -> BRANCH.matcher(publish.branch()).matches();
      case Action.Into.Others _ -> others && policy.others() == Publishing.Others.PUSH;
      case Action.Into.Fork(String fork) ->
          others && policy.forks() == Publishing.Forks.PUSH && FORK.matcher(fork).matches();
    };
  }

  private static Assessment stopped(Decision decision, String rule, String piece, String because) {
    return new Assessment.Stopped(decision, new Reason(rule, piece, because));
  }
}
