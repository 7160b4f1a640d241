package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Repositories as GitHub shows them. */
final class RepoShapes {
  /** What a repository names the address of, each below its own. */
  private static final List<String> ADDRESSES =
      List.of(
          "forks",
          "keys{/key_id}",
          "collaborators{/collaborator}",
          "teams",
          "hooks",
          "issue_events:issues/events{/number}",
          "events",
          "assignees{/user}",
          "branches{/branch}",
          "tags",
          "blobs:git/blobs{/sha}",
          "git_tags:git/tags{/sha}",
          "git_refs:git/refs{/sha}",
          "trees:git/trees{/sha}",
          "statuses:statuses/{sha}",
          "languages",
          "stargazers",
          "contributors",
          "subscribers",
          "subscription",
          "commits{/sha}",
          "git_commits:git/commits{/sha}",
          "comments{/number}",
          "issue_comment:issues/comments{/number}",
          "contents:contents/{+path}",
          "compare:compare/{base}...{head}",
          "merges",
          "archive:{archive_format}{/ref}",
          "downloads",
          "issues{/number}",
          "pulls{/number}",
          "milestones{/number}",
          "notifications{?since,all,participating}",
          "labels{/name}",
          "releases{/id}",
          "deployments");

  private RepoShapes() {}

  static ObjectNode of(Shapes shapes, Repo repo) {
    long open = repo.tickets.values().stream().filter(it -> it.open).count();
    String html = shapes.html(repo);
    ObjectNode node =
        Json.object(
            "id",
            repo.id,
            "node_id",
            "R_kgDO" + repo.id,
            "name",
            repo.ref.name(),
            "full_name",
            repo.ref.toString(),
            "private",
            !repo.isPublic(),
            "owner",
            shapes.user(repo.owner),
            "html_url",
            html,
            "description",
            null,
            "fork",
            repo.parent != null,
            "url",
            shapes.api(repo),
            "created_at",
            "2026-01-01T00:00:00Z",
            "updated_at",
            "2026-01-01T00:00:00Z",
            "pushed_at",
            "2026-01-01T00:00:00Z",
            "git_url",
            "git://127.0.0.1/" + repo.ref + ".git",
            "ssh_url",
            "git@127.0.0.1:" + repo.ref + ".git",
            "clone_url",
            html + ".git",
            "svn_url",
            html,
            "homepage",
            null,
            "mirror_url",
            null,
            "language",
            null,
            "license",
            null,
            "size",
            1,
            "stargazers_count",
            0,
            "watchers_count",
            0,
            "watchers",
            0,
            "forks_count",
            0,
            "forks",
            0,
            "network_count",
            0,
            "subscribers_count",
            0,
            "open_issues_count",
            open,
            "open_issues",
            open,
            "default_branch",
            repo.defaultBranch,
            "visibility",
            repo.isPublic() ? "public" : "private",
            "topics",
            List.of());
    for (String yes :
        List.of(
            "has_issues",
            "has_projects",
            "has_downloads",
            "has_wiki",
            "has_pull_requests",
            "allow_forking")) {
      node.put(yes, true);
    }
    for (String no :
        List.of(
            "has_pages",
            "has_discussions",
            "archived",
            "disabled",
            "is_template",
            "web_commit_signoff_required")) {
      node.put(no, false);
    }
    for (String address : ADDRESSES) {
      String name = address.replaceAll("[:{].*", "");
      String path = address.substring(address.indexOf(':') + 1);
      node.put(name + "_url", shapes.api(repo) + "/" + path);
    }
    return node;
  }

  /** With what only the answer to one repository has. */
  static ObjectNode full(Shapes shapes, Repo repo, Access access) {
    ObjectNode node = of(shapes, repo);
    node.set(
        "permissions",
        Json.object(
            "admin", access.atLeast(Access.ADMIN),
            "maintain", access.atLeast(Access.MAINTAIN),
            "push", access.atLeast(Access.WRITE),
            "triage", access.atLeast(Access.TRIAGE),
            "pull", access.atLeast(Access.READ)));
    if (repo.parent != null) {
      node.set("parent", of(shapes, repo.parent));
      node.set("source", of(shapes, repo.parent));
    }
    return node;
  }
}
