package dev.gatehand.crash;

import static java.util.stream.Collectors.joining;

import dev.gatehand.CrashHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.HostedForge.ThreadLine;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the world looks like when the story is over, one line for each thing that is there once:
 * comments, reactions, the pull request with its commits and files, the decisions on the record.
 * What may differ from one telling to the next (ids that are drawn, times, spans) is masked.
 */
record Outcome(List<String> lines) {
  /** What may be on record once only, however often a node died. */
  private static final Set<String> ONCE =
      Set.of("commanded", "asked", "approved", "composed", "pushed", "ended", "restored");

  static Outcome of(CrashHouse house) {
    List<String> lines = new ArrayList<>();
    List<ThreadLine> threads = house.site().threads(TestHouse.SAMPLE).reversed();
    threads.forEach(thread -> thread(lines, house, thread));
    TaskId task = house.store().latestOn(TestHouse.ISSUE).orElseThrow().id();
    tally(lines, house.journal().read(task, 0));
    record(lines, house.audit());
    leftovers(lines, house);
    lines.add("workspaces: " + house.workspaces());
    return new Outcome(List.copyOf(lines));
  }

  private static void thread(List<String> lines, CrashHouse house, ThreadLine line) {
    ThreadRef ref = line.ref();
    ThreadView thread = house.site().thread(ref);
    lines.add(
        "thread %d: %s %s %s".formatted(ref.number(), line.kind(), line.state(), line.title()));
    lines.add("thread %d says: %s".formatted(ref.number(), masked(thread.body())));
    var reactions = house.site().reactions(ref);
    for (var comment : thread.comments()) {
      lines.add(
          "comment on %d by %s, %s: %s"
              .formatted(
                  ref.number(),
                  comment.author().login(),
                  reactions.getOrDefault(comment.ref().id(), List.of()).stream()
                      .map(it -> it.reaction() + " by " + it.by().login())
                      .sorted()
                      .toList(),
                  masked(comment.body())));
    }
    if (line.kind() == ThreadView.Kind.PULL_REQUEST) {
      house
          .site()
          .pullRequest(ref)
          .ifPresent(it -> lines.add("branch " + it.headBranch() + " " + it.draft()));
      house
          .site()
          .commits(ref)
          .forEach(it -> lines.add("commit: " + it.subject() + " " + masked(it.body())));
      house.site().diff(ref).forEach(it -> lines.add("file " + it.path() + "\n" + it.patch()));
    }
  }

  /** How often each thing happened that may not happen again. */
  private static void tally(List<String> lines, List<Journal.Entry> entries) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Journal.Entry entry : entries) {
      Event event = entry.event();
      String what =
          switch (event) {
            case Event.Performed done -> "Performed " + done.callId();
            case Event.Replied reply -> "Replied " + reply.turn();
            case Event.Opened _, Event.Prepared _, Event.Asked _, Event.AskPosted _ -> name(event);
            case Event.Answered _, Event.Composed _, Event.Published _, Event.Ended _ ->
                name(event);
            case Event.Committed _, Event.Finished _, Event.Checked _, Event.Dismissed _ ->
                name(event);
            case Event.AskClosed _, Event.Steered _, Event.Restored _, Event.Rebased _ ->
                name(event);
            case Event.JobTaken _, Event.IssueOpened _, Event.Noted _, Event.Shortened _ ->
                name(event);
            case Event.Consulted _, Event.Probed _ -> "";
            case Event.TakenUp _, Event.Judged _, Event.Started _, Event.Parked _ -> "";
          };
      counts.merge(what, 1, Integer::sum);
    }
    counts.remove("");
    counts.forEach((what, count) -> lines.add("journal: " + what + " x " + count));
  }

  private static String name(Event event) {
    return event.getClass().getSimpleName();
  }

  private static void record(List<String> lines, Audit audit) {
    audit.read(0, 10_000).stream()
        .filter(row -> ONCE.contains(row.entry().what()))
        .map(row -> "on record: " + row.entry().who() + " " + row.entry().what())
        .forEach(lines::add);
    lines.add("chain: " + audit.verify().orElse("whole"));
  }

  private static void leftovers(List<String> lines, CrashHouse house) {
    Map.of(
            "in line", "select count(*) from scheduled_tasks",
            "threads taken", "select count(*) from active_thread",
            "words unread", "select count(*) from inbox where taken_by = 0",
            "comments unheard", "select count(*) from hosted_comment where heard = 0",
            "dispatches open", "select count(*) from outbox where done = 0 and kind <> 'edit'")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> lines.add("left " + entry.getKey() + ": " + house.count(entry.getValue())));
  }

  /** Lines of the other that are not here as often. */
  List<String> missingFrom(Outcome other) {
    List<String> rest = new ArrayList<>(other.lines);
    lines.forEach(rest::remove);
    return rest;
  }

  private static String masked(String text) {
    return text.replaceAll("<!-- gatehand:[0-9a-f]+ -->", "<!-- ours -->")
        .replaceAll("\\b[A-Z2-9]{4}-[A-Z2-9]{2}\\b", "ASK")
        .replaceAll("\\bt-[a-z2-9]{10}\\b", "TASK")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC", "TIME")
        .replaceAll("[0-9]{2}:[0-9]{2} UTC", "TIME")
        .replaceAll("\\b[0-9]+ (s|min)\\b( [0-9]+ s)?", "SPAN")
        .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
        .lines()
        .collect(joining("\n"))
        .strip();
  }
}
