package dev.gatehand.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.command.Authority;
import dev.gatehand.command.Command;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.maintenance.JobBoard;
import dev.gatehand.policy.Job;
import dev.gatehand.policy.Policy;
import dev.gatehand.task.JobOpening.Begun;
import dev.gatehand.text.Visible;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Maintenance jobs: when they run, what came of it, and running one now. */
@Path("/api/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class JobsResource {
  private final JobBoard board;
  private final HostedForge forge;
  private final Policy policy;
  private final TaskJson tasks;

  JobsResource(JobBoard board, HostedForge forge, Policy policy, TaskJson tasks) {
    this.board = board;
    this.forge = forge;
    this.policy = policy;
    this.tasks = tasks;
  }

  @GET
  public List<Map<String, Object>> jobs() {
    return board.lines().stream().map(this::line).toList();
  }

  /** {@code {"as": login, "repository": "owner/name", "job": name}}: 201 with the task. */
  @POST
  @Path("run")
  public Response run(JsonNode body) {
    Input.only(body, new TreeSet<>(Set.of("as", "repository", "job")));
    RepoRef repository = Input.slug(Input.text(body, "repository"));
    String name = Input.text(body, "job");
    Job job =
        board
            .job(repository, name)
            .orElseThrow(
                () -> new Problem(404, "The policy names no such job for this repository."));
    HostedForge.Person person = person(repository, Input.text(body, "as"));
    Optional<String> refusal =
        Authority.refusal(
            new Command.Maintenance(name), person.role(), person.account(), policy.people());
    if (refusal.isPresent()) {
      throw new Problem(403, refusal.get());
    }
    return switch (board.run(job, repository, person.account())) {
      case Begun.Opened(var task) ->
          Response.status(Response.Status.CREATED).entity(Map.of("task", task.value())).build();
      case Begun.Busy(var with) when with.job().equals(name) ->
          throw new Problem(409, "This job is at work already; it runs once at a time.");
      case Begun.Busy(var with) ->
          throw new Problem(
              409,
              "Too many tasks wait in line on its pull request, #" + with.thread().number() + ".");
    };
  }

  private HostedForge.Person person(RepoRef repository, String login) {
    return forge.people(repository).stream()
        .filter(known -> known.account().login().equals(login))
        .findFirst()
        .orElseThrow(() -> new Problem(403, "Nobody of this name is known in this repository."));
  }

  private Map<String, Object> line(JobBoard.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("job", line.job().name());
    json.put("title", Visible.text(line.job().title()));
    json.put("repository", line.repository().toString());
    json.put("cron", line.job().cron());
    json.put("zone", line.job().zone().getId());
    json.put("commands", line.job().commands().stream().map(Visible::command).toList());
    json.put("agent", line.job().agentIf().name().toLowerCase(java.util.Locale.ROOT));
    line.next().ifPresent(next -> json.put("next", next));
    json.put("note", Visible.text(line.note()));
    line.last().ifPresent(last -> json.put("last", tasks.line(last)));
    return json;
  }
}
