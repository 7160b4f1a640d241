package dev.gatehand.web;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Journal;
import dev.gatehand.task.TaskStore;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks and what happens in them. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
class TasksResource {
  private static final int MOST = 200;

  private final TaskStore tasks;
  private final Journal journal;
  private final TaskJson json;
  private final EventJson events;

  TasksResource(TaskStore tasks, Journal journal, TaskJson json, EventJson events) {
    this.tasks = tasks;
    this.journal = journal;
    this.json = json;
    this.events = events;
  }

  /** Newest first; of one repository with {@code ?repo=owner/name}. */
  @GET
  public List<Map<String, Object>> tasks(@QueryParam("repo") @Nullable String repo) {
    List<TaskStore.TaskView> found =
        repo == null ? tasks.latest(MOST) : tasks.latest(Input.slug(repo), MOST);
    return found.stream().map(json::line).toList();
  }

  @GET
  @Path("{id}")
  public Map<String, Object> task(String id) {
    TaskStore.TaskView task = find(Input.task(id));
    return json.whole(task, journal.read(task.id(), 0));
  }

  /** The journal from after {@code Last-Event-ID} (or {@code ?after=}) until the task has ended. */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(
      String id,
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @QueryParam("after") @DefaultValue("0") String after,
      @Context Sse sse) {
    TaskId task = find(Input.task(id)).id();
    return new TaskStream(tasks, journal, task, sequence(last == null ? after : last))
        .batches()
        .onItem()
        .<OutboundSseEvent>transformToIterable(
            entries ->
                entries.isEmpty()
                    ? List.of(sse.newEventBuilder().comment("still here").build())
                    : entries.stream().map(entry -> event(sse, entry)).toList());
  }

  private OutboundSseEvent event(Sse sse, Journal.Entry entry) {
    return sse.newEventBuilder().id(Long.toString(entry.seq())).data(events.text(entry)).build();
  }

  private TaskStore.TaskView find(TaskId id) {
    return tasks.find(id).orElseThrow(() -> new Problem(404, "There is no task of this name."));
  }

  private static long sequence(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new Problem(400, "`after` is the number of an event.");
    }
    return Long.parseLong(text);
  }
}
