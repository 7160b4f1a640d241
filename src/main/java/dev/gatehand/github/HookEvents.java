package dev.gatehand.github;

import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What Gatehand is told of by a webhook, each with what it is for. */
enum HookEvents {
  ISSUE_COMMENT("issue_comment", Use.COMMANDS),
  ISSUES("issues", Use.THREADS),
  PULL_REQUEST("pull_request", Use.THREADS),
  PULL_REQUEST_REVIEW("pull_request_review", Use.COMMANDS),
  PULL_REQUEST_REVIEW_COMMENT("pull_request_review_comment", Use.COMMANDS),
  CHECK_RUN("check_run", Use.CI_FIXES),
  CHECK_SUITE("check_suite", Use.CI_FIXES),
  STATUS("status", Use.CI_FIXES);

  /** What one is for. */
  private enum Use {
    COMMANDS,
    /** That a thread was closed; labels and assignments, where the policy has `triggers`. */
    THREADS,
    /** Only where the policy has `ciFixes`. */
    CI_FIXES
  }

  private final String key;
  private final Use use;

  HookEvents(String key, Use use) {
    this.key = key;
    this.use = use;
  }

  /** What an app subscribes to. */
  static List<String> all() {
    return Arrays.stream(values()).map(it -> it.key).toList();
  }

  /** Those without which something that the policy says never happens. */
  static List<String> lacking(Set<String> subscribed, Policy policy, Hearing.How how) {
    return missing(subscribed, it -> it.isNeeded(policy, how));
  }

  /** Those without which things happen late, or not at all where nobody depends on them. */
  static List<String> wanting(Set<String> subscribed, Policy policy, Hearing.How how) {
    return missing(subscribed, it -> !it.isNeeded(policy, how) && it.isUsedBy(policy));
  }

  private static List<String> missing(Set<String> subscribed, Predicate<HookEvents> which) {
    return subscribed.contains("*")
        ? List.of()
        : Arrays.stream(values())
            .filter(which)
            .map(it -> it.key)
            .filter(it -> !subscribed.contains(it))
            .toList();
  }

  private boolean isUsedBy(Policy policy) {
    return use != Use.CI_FIXES || policy.publishing().ciFixes() > 0;
  }

  /** Commands are heard at once or not at all; the rest is found by looking, where we look. */
  private boolean isNeeded(Policy policy, Hearing.How how) {
    boolean looks = how == Hearing.How.BOTH;
    return switch (use) {
      case COMMANDS -> true;
      case THREADS -> !looks && policy.triggers().any();
      case CI_FIXES -> !looks && isUsedBy(policy);
    };
  }
}
