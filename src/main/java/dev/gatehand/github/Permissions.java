package dev.gatehand.github;

import dev.gatehand.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Gatehand needs of a repository, each with its reason. */
enum Permissions {
  METADATA("metadata", "read", Use.ALWAYS, "to read the repository and the roles of people"),
  CONTENTS("contents", "write", Use.ALWAYS, "to fetch the code and to push its own branches"),
  ISSUES("issues", "write", Use.ALWAYS, "to read issues, and to answer and ask on them"),
  PULL_REQUESTS("pull_requests", "write", Use.ALWAYS, "to read, open and answer pull requests"),
  WORKFLOWS("workflows", "write", Use.WISHED, "to push an approved change of a workflow file"),
  CHECKS("checks", "read", Use.CI_FIXES, "to see that the CI fails on its own pull requests"),
  STATUSES("statuses", "read", Use.CI_FIXES, "to see what older CIs say of them"),
  ACTIONS("actions", "read", Use.CI_FIXES, "to read the log of the job that failed");

  /** What one is for. */
  private enum Use {
    ALWAYS,
    /** It works without, and can do less. */
    WISHED,
    /** Only where the policy has `ciFixes`. */
    CI_FIXES
  }

  private final String key;
  private final String level;
  private final Use use;
  private final String reason;

  Permissions(String key, String level, Use use, String reason) {
    this.key = key;
    this.level = level;
    this.use = use;
    this.reason = reason;
  }

  String key() {
    return key;
  }

  String level() {
    return level;
  }

  /** Whether a policy uses it at all: what it does not is nobody's business. */
  boolean isUsedBy(Policy policy) {
    return switch (use) {
      case ALWAYS, WISHED -> true;
      case CI_FIXES -> policy.publishing().ciFixes() > 0;
    };
  }

  /** Whether something that the policy says cannot be done without it. */
  boolean isNeededBy(Policy policy) {
    return isUsedBy(policy) && use != Use.WISHED;
  }

  String reason() {
    return reason;
  }

  /** Whether what was given is at least this. */
  boolean isGiven(Map<String, String> given) {
    return Optional.ofNullable(given.get(key))
        .filter(has -> has.equals(level) || has.equals("admin") || has.equals("write"))
        .isPresent();
  }

  /** What is asked for of what the installation's owner allowed: asking for more fails. */
  static Map<String, String> within(Map<String, String> given) {
    Map<String, String> wanted = new TreeMap<>();
    for (Permissions permission : values()) {
      if (permission.isGiven(given)) {
        wanted.put(permission.key, permission.level);
      }
    }
    return wanted;
  }

  static List<Permissions> all() {
    return List.of(values());
  }
}
