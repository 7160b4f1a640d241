package dev.gatehand.task;

import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Template;
import java.util.List;
import java.util.Map;

/**
 * The first message of a task's conversation. The thread goes into it as marked data, as it stood
 * when the task was asked for; only the words of the person who asked are an instruction.
 */
final class Briefing {
  private Briefing() {}

  static String opening(TaskRequest request, Event.Prepared base) {
    Template template =
        switch (request.kind()) {
          case FIX -> Template.prompt(request.continues().isEmpty() ? "fix.md" : "continue.md");
          case PLAN -> Template.prompt("plan.md");
          case QUESTION -> Template.prompt("ask.md");
          case MAINTENANCE -> Template.prompt("maintenance.md");
        };
    return template.render(
        Map.ofEntries(
            Map.entry("repository", request.repository().ref().toString()),
            Map.entry("number", request.thread().number()),
            Map.entry("title", request.title()),
            Map.entry("body", request.body()),
            Map.entry("author", request.author().login()),
            Map.entry("comments", comments(request)),
            Map.entry("words", request.words()),
            Map.entry("requester", request.by().login()),
            Map.entry("checks", base.checks()),
            Map.entry("job", request.job())));
  }

  private static List<Map<String, Object>> comments(TaskRequest request) {
    return request.comments().stream()
        .map(said -> Map.<String, Object>of("author", said.by().login(), "body", said.body()))
        .toList();
  }
}
