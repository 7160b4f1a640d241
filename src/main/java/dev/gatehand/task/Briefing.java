package dev.gatehand.task;

import dev.gatehand.agent.JobEngine;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Excerpt;
import dev.gatehand.text.Template;
import dev.gatehand.text.Visible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first message of a task's conversation. The thread goes into it as marked data, as it stood
 * when the task was asked for; only the words of the person who asked are an instruction.
 */
final class Briefing {
  /** Characters of each command's output that the agent of a job reads at once. */
  private static final int OUTPUT = 8_000;

  private static final Template IMAGES = Template.prompt("images.md");
  private static final Template INSTRUCTIONS = Template.prompt("instructions.md");

  private Briefing() {}

  /** {@code earlier}: the task whose work goes on here, if it is one that goes on. */
  static String opening(TaskHistory history, Event.Prepared base, Optional<TaskHistory> earlier) {
    TaskRequest request = history.request();
    Template template =
        switch (request.kind()) {
          case FIX -> fix(request, earlier);
          case PLAN -> Template.prompt("plan.md");
          case QUESTION -> Template.prompt("ask.md");
          case MAINTENANCE -> Template.prompt("maintenance.md");
        };
    Discussion thread = Discussion.of(request);
    String opening =
        template.render(
            Map.ofEntries(
                Map.entry("repository", request.repository().ref().toString()),
                Map.entry("number", request.thread().number()),
                Map.entry("title", request.title()),
                Map.entry("body", thread.body()),
                Map.entry("author", request.author().login()),
                Map.entry("role", Discussion.role(request.author(), request.authorRole())),
                Map.entry("comments", thread.comments()),
                Map.entry("left", thread.left()),
                Map.entry("words", request.words()),
                Map.entry("requester", request.by().login()),
                Map.entry("approver", approver(request)),
                Map.entry("checks", base.checks()),
                Map.entry("before", earlier.map(Briefing::outcome).orElse("")),
                Map.entry("failures", failures(request)),
                Map.entry("job", request.job()),
                Map.entry(
                    "commands", history.job().map(Event.JobTaken::commands).orElse(List.of())),
                Map.entry("task", history.job().map(Event.JobTaken::words).orElse("")),
                Map.entry("output", output(history))));
    String shown = base.images().isEmpty() ? opening : after(opening, images(base));
    return base.guides().isEmpty() ? shown : after(shown, guides(base));
  }

  private static String after(String opening, String more) {
    return opening.stripTrailing() + "\n\n" + more;
  }

  private static String images(Event.Prepared base) {
    List<String> lines =
        base.images().stream()
            .map(it -> it.address() + (it.had() ? "" : " [an image that could not be fetched]"))
            .toList();
    return IMAGES.render(Map.of("images", lines));
  }

  private static String guides(Event.Prepared base) {
    List<Map<String, Object>> guides =
        base.guides().stream()
            .map(guide -> Map.<String, Object>of("path", guide.path(), "text", guide.text()))
            .toList();
    return INSTRUCTIONS.render(Map.of("guides", guides));
  }

  private static Template fix(TaskRequest request, Optional<TaskHistory> earlier) {
    if (request.origin() == TaskRequest.Origin.CHECKS) {
      return Template.prompt("ci.md");
    }
    return Template.prompt(goesOn(earlier) ? "continue.md" : "fix.md");
  }

  /** Work goes on where work was done; a plan is only read. */
  private static boolean goesOn(Optional<TaskHistory> earlier) {
    return earlier.filter(it -> it.request().kind() != TaskRequest.Kind.PLAN).isPresent();
  }

  /** What the commands of a job printed, hostile like any output: what was found in it is first. */
  private static String output(TaskHistory history) {
    return history.events().stream()
        .filter(Event.Performed.class::isInstance)
        .map(Event.Performed.class::cast)
        .filter(done -> JobEngine.isOfJob(done.callId()))
        .map(done -> Excerpt.of(done.text(), OUTPUT, "\n[...]\n"))
        .collect(Collectors.joining("\n"));
  }

  /** What people and agent read at the end of the earlier task. */
  private static String outcome(TaskHistory earlier) {
    StringBuilder outcome = new StringBuilder();
    earlier.ended().ifPresent(end -> outcome.append("It ended: ").append(end.summary()));
    earlier
        .published()
        .ifPresent(
            it ->
                outcome
                    .append("\nIts work is pull request #")
                    .append(it.pullRequest())
                    .append(" from ")
                    .append(it.branch()));
    earlier.finished().ifPresent(word -> outcome.append("\n\n").append(word.summary()));
    return outcome.toString().strip();
  }

  /** Hostile, as all that a command prints: the CI ran what the repository and others wrote. */
  private static List<Map<String, Object>> failures(TaskRequest request) {
    return request.failures().stream()
        .map(
            failure ->
                Map.<String, Object>of(
                    "check", Visible.path(failure.check()),
                    "summary", failure.summary(),
                    "output", failure.output()))
        .toList();
  }

  private static String approver(TaskRequest request) {
    return request.approvedBy().isEmpty() ? "" : request.approvedBy().getFirst().login();
  }
}
