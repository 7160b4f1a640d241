package dev.gatehand.loopback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a pull request has beyond an issue. */
final class Pull {
  final Repo headRepo;
  final String headBranch;
  final List<Review> reviews = new ArrayList<>();
  final Set<User> reviewers = new LinkedHashSet<>();
  String baseBranch;
  String headSha;
  String baseSha;
  boolean draft;
  boolean maintainerCanModify;
  Instant mergedAt;
  User mergedBy;
  String mergeCommit;

  Pull(Repo headRepo, String headBranch, String baseBranch) {
    this.headRepo = headRepo;
    this.headBranch = headBranch;
    this.baseBranch = baseBranch;
  }

  boolean merged() {
    return mergedAt != null;
  }
}
