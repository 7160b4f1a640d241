package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Accounts, repositories and threads as GitHub shows them. */
final class Shapes {
  private final Site site;

  Shapes(Site site) {
    this.site = site;
  }

  String root() {
    return site.address;
  }

  String api(Repo repo) {
    return site.address + "/api/v3/repos/" + repo.ref;
  }

  String html(Repo repo) {
    return site.address + "/" + repo.ref;
  }

  JsonNode user(User user) {
    return AccountShapes.of(site.address, user);
  }

  ObjectNode repo(Repo repo) {
    return RepoShapes.of(this, repo);
  }

  ObjectNode issue(Ticket ticket) {
    String url = api(ticket.repo) + "/issues/" + ticket.number;
    String page = html(ticket.repo) + (ticket.isPull() ? "/pull/" : "/issues/") + ticket.number;
    ObjectNode node =
        Json.object(
            "url",
            url,
            "repository_url",
            api(ticket.repo),
            "labels_url",
            url + "/labels{/name}",
            "comments_url",
            url + "/comments",
            "events_url",
            url + "/events",
            "html_url",
            page,
            "id",
            ticket.id,
            "node_id",
            ticket.nodeId(),
            "number",
            ticket.number,
            "title",
            ticket.title,
            "user",
            user(ticket.author),
            "labels",
            ticket.labels.stream().map(it -> label(ticket.repo, it)).toList(),
            "state",
            ticket.open ? "open" : "closed",
            "locked",
            ticket.locked,
            "assignee",
            user(ticket.assignees.stream().findFirst().orElse(null)),
            "assignees",
            ticket.assignees.stream().map(this::user).toList(),
            "milestone",
            null,
            "comments",
            ticket.remarks.stream().filter(it -> !it.onLine()).count(),
            "created_at",
            ticket.createdAt,
            "updated_at",
            ticket.updatedAt,
            "closed_at",
            ticket.closedAt,
            "author_association",
            association(ticket.repo, ticket.author),
            "active_lock_reason",
            null,
            "body",
            ticket.body,
            "closed_by",
            user(ticket.closedBy),
            "reactions",
            ReactionShapes.counts(ticket, url + "/reactions"),
            "timeline_url",
            url + "/timeline",
            "performed_via_github_app",
            app(ticket.via),
            "state_reason",
            ticket.stateReason);
    if (ticket.isPull()) {
      String pull = api(ticket.repo) + "/pulls/" + ticket.number;
      node.put("draft", ticket.pull.draft);
      node.set(
          "pull_request",
          Json.object(
              "url",
              pull,
              "html_url",
              page,
              "diff_url",
              page + ".diff",
              "patch_url",
              page + ".patch",
              "merged_at",
              ticket.pull.mergedAt));
    }
    return node;
  }

  ObjectNode comment(Remark remark) {
    Ticket ticket = remark.ticket;
    String url = api(ticket.repo) + "/issues/comments/" + remark.id;
    return Json.object(
        "url",
        url,
        "html_url",
        html(ticket.repo)
            + (ticket.isPull() ? "/pull/" : "/issues/")
            + ticket.number
            + "#issuecomment-"
            + remark.id,
        "issue_url",
        api(ticket.repo) + "/issues/" + ticket.number,
        "id",
        remark.id,
        "node_id",
        remark.nodeId(),
        "user",
        user(remark.author),
        "created_at",
        remark.createdAt,
        "updated_at",
        remark.updatedAt,
        "body",
        remark.body,
        "author_association",
        association(ticket.repo, remark.author),
        "reactions",
        ReactionShapes.counts(remark, url + "/reactions"),
        "performed_via_github_app",
        app(remark.via));
  }

  JsonNode label(Repo repo, String name) {
    return Json.object(
        "id",
        7_000_000 + Math.floorMod(name.hashCode(), 1_000_000),
        "node_id",
        "LA_" + name.hashCode(),
        "url",
        api(repo) + "/labels/" + Text.encoded(name),
        "name",
        name,
        "description",
        null,
        "color",
        repo.labels.getOrDefault(name, "ededed"),
        "default",
        false);
  }

  JsonNode app(App app) {
    if (app == null) {
      return Json.MAPPER.nullNode();
    }
    return Json.object(
        "id",
        app.id(),
        "slug",
        app.slug(),
        "node_id",
        "A_kwHO" + app.id(),
        "owner",
        user(app.owner()),
        "name",
        app.slug(),
        "description",
        "",
        "external_url",
        "https://example.org/",
        "html_url",
        site.address + "/github-apps/" + app.slug(),
        "created_at",
        "2026-01-01T00:00:00Z",
        "updated_at",
        "2026-01-01T00:00:00Z",
        "permissions",
        app.permissions(),
        "events",
        app.events());
  }

  String association(Repo repo, User user) {
    if (user.equals(repo.owner)) {
      return "OWNER";
    }
    return repo.access.containsKey(user.id()) ? "COLLABORATOR" : "NONE";
  }
}
