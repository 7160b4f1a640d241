package dev.gatehand.github;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Gatehand needs of a repository, each with its reason. */
enum Permissions {
  METADATA("metadata", "read", true, "to read the repository and the roles of people"),
  CONTENTS("contents", "write", true, "to fetch the code and to push its own branches"),
  ISSUES("issues", "write", true, "to read issues, and to answer and ask on them"),
  PULL_REQUESTS("pull_requests", "write", true, "to read, open and answer pull requests"),
  WORKFLOWS("workflows", "write", false, "to push an approved change of a workflow file");

  private final String key;
  private final String level;
  private final boolean needed;
  private final String reason;

  Permissions(String key, String level, boolean needed, String reason) {
    this.key = key;
    this.level = level;
    this.needed = needed;
    this.reason = reason;
  }

  String key() {
    return key;
  }

  String level() {
    return level;
  }

  boolean needed() {
    return needed;
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
