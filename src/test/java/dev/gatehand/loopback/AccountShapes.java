package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Accounts as GitHub shows them wherever one is named. */
final class AccountShapes {
  private AccountShapes() {}

  /** {@code user} may be null: nobody. */
  static JsonNode of(String address, User user) {
    if (user == null) {
      return Json.MAPPER.nullNode();
    }
    String api = address + "/api/v3/users/" + Text.encoded(user.login());
    ObjectNode node =
        Json.object(
            "login",
            user.login(),
            "id",
            user.id(),
            "node_id",
            "U_kgDO" + user.id(),
            "avatar_url",
            address + "/avatars/u/" + user.id(),
            "gravatar_id",
            "",
            "url",
            api,
            "html_url",
            address + "/" + user.login());
    for (String part :
        List.of("followers", "subscriptions", "organizations", "repos", "received_events")) {
      node.put(part + "_url", api + "/" + part);
    }
    node.put("following_url", api + "/following{/other_user}");
    node.put("gists_url", api + "/gists{/gist_id}");
    node.put("starred_url", api + "/starred{/owner}{/repo}");
    node.put("events_url", api + "/events{/privacy}");
    node.put("type", user.type().shown);
    node.put("user_view_type", "public");
    node.put("site_admin", false);
    return node;
  }
}
