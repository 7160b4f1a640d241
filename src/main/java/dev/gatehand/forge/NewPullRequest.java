package dev.gatehand.forge;

/** A pull request that is to be opened, from a branch of the repository itself. */
public record NewPullRequest(
    RepoRef repository,
    String headBranch,
    String baseBranch,
    String title,
    String body,
    boolean draft) {}
