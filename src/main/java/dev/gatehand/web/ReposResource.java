package dev.gatehand.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.forge.ThreadRef;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The embedded forge over HTTP. Whoever calls chooses as whom to act: the {@link Door} lets nobody
 * from beyond this machine come here, and nobody at all under another forge.
 */
@Path("/api/repos")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReposResource {
  private final HostedForge forge;
  private final ThreadJson json;

  ReposResource(HostedForge forge, ThreadJson json) {
    this.forge = forge;
    this.json = json;
  }

  @GET
  public List<Map<String, Object>> repositories() {
    return forge.repositories().stream().map(ThreadJson::repository).toList();
  }

  @GET
  @Path("{owner}/{repo}/people")
  public List<Map<String, Object>> people(String owner, String repo) {
    return forge.people(Input.repository(owner, repo)).stream().map(ThreadJson::person).toList();
  }

  @GET
  @Path("{owner}/{repo}/threads")
  public List<Map<String, Object>> threads(String owner, String repo) {
    return forge.threads(Input.repository(owner, repo)).stream().map(json::line).toList();
  }

  @POST
  @Path("{owner}/{repo}/threads")
  public Response open(String owner, String repo, JsonNode body) {
    Input.only(body, new TreeSet<>(Set.of("as", "title", "body")));
    ThreadRef thread =
        forge.open(
            Input.repository(owner, repo),
            Input.text(body, "as"),
            Input.text(body, "title"),
            Input.text(body, "body"));
    return created(json.thread(thread));
  }

  @GET
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}")
  public Map<String, Object> thread(String owner, String repo, int number) {
    return json.thread(Input.thread(owner, repo, number));
  }

  @POST
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}/comments")
  public Response comment(String owner, String repo, int number, JsonNode body) {
    Input.only(body, new TreeSet<>(Set.of("as", "body")));
    ThreadRef thread = Input.thread(owner, repo, number);
    CommentRef comment = forge.comment(thread, Input.text(body, "as"), Input.text(body, "body"));
    return created(json.comment(thread, comment.id()));
  }

  @PUT
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}/comments/{id:\\d{1,18}}")
  public Map<String, Object> edit(String owner, String repo, int number, long id, JsonNode body) {
    Input.only(body, new TreeSet<>(Set.of("as", "body")));
    ThreadRef thread = Input.thread(owner, repo, number);
    forge.edit(new CommentRef(thread, id), Input.text(body, "as"), Input.text(body, "body"));
    return json.comment(thread, id);
  }

  /** {@code {"as": login, "state": "open" | "closed" | "merged"}}. */
  @PUT
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}/state")
  public Map<String, Object> settle(String owner, String repo, int number, JsonNode body) {
    Input.only(body, new TreeSet<>(Set.of("as", "state")));
    ThreadRef thread = Input.thread(owner, repo, number);
    String as = Input.text(body, "as");
    switch (Input.text(body, "state")) {
      case "open" -> forge.reopen(thread, as);
      case "closed" -> forge.close(thread, as);
      case "merged" -> forge.merge(thread, as);
      default -> throw new Problem(400, "`state` is open, closed or merged.");
    }
    return json.thread(thread);
  }

  @GET
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}/commits")
  public List<Map<String, Object>> commits(String owner, String repo, int number) {
    return forge.commits(Input.thread(owner, repo, number)).stream()
        .map(ThreadJson::commit)
        .toList();
  }

  @GET
  @Path("{owner}/{repo}/threads/{number:\\d{1,9}}/diff")
  public List<Map<String, Object>> diff(String owner, String repo, int number) {
    return forge.diff(Input.thread(owner, repo, number)).stream().map(ThreadJson::file).toList();
  }

  @GET
  @Path("{owner}/{repo}/files")
  public List<String> files(String owner, String repo) {
    return forge.files(Input.repository(owner, repo));
  }

  /** A file as text, whatever its name says that it is: a browser must not run it. */
  @GET
  @Path("{owner}/{repo}/file")
  @Produces("text/plain;charset=UTF-8")
  public String file(String owner, String repo, @QueryParam("path") String path) {
    if (path == null || path.isBlank()) {
      throw new Problem(400, "Say which file: ?path=README.md");
    }
    return forge.text(Input.repository(owner, repo), path);
  }

  private static Response created(Map<String, Object> what) {
    return Response.status(Response.Status.CREATED).entity(what).build();
  }
}
