package dev.gatehand.nodes;

import dev.gatehand.NodeHouse;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.TaskView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is there at the end, compared with what was asked for. */
record Tally(int tasks, List<String> duplicates, List<String> losses) {
  private static final Pattern MARKER = Pattern.compile("<!-- gatehand:[0-9a-f]+ -->");
  private static final int ALL = 100_000;

  static Tally of(NodeHouse house, List<RepoRef> repositories, int asked) {
    List<String> duplicates = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    List<TaskView> tasks = house.tasks().latest(ALL);
    if (tasks.size() != asked) {
      (tasks.size() < asked ? losses : duplicates)
          .add(tasks.size() + " tasks were opened by " + asked + " commands");
    }
    Map<ThreadRef, Integer> pullRequests = new HashMap<>();
    for (TaskView task : tasks) {
      judge(house, task, pullRequests, losses);
    }
    pullRequests.forEach(
        (pullRequest, count) -> {
          if (count > 1) {
            duplicates.add(pullRequest + " belongs to " + count + " tasks");
          }
        });
    for (RepoRef repository : repositories) {
      look(house, repository, pullRequests.keySet(), duplicates);
    }
    house.auditComplaint().ifPresent(wrong -> losses.add("the audit log: " + wrong));
    return new Tally(tasks.size(), List.copyOf(duplicates), List.copyOf(losses));
  }

  private static void judge(
      NodeHouse house, TaskView task, Map<ThreadRef, Integer> pullRequests, List<String> losses) {
    if (task.state() != TaskState.DONE) {
      losses.add(task.id() + " is " + task.state() + ": " + task.why());
    }
    List<Journal.Entry> entries = house.journal().read(task.id(), 0);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).seq() != i + 1) {
        losses.add(task.id() + " has no event " + (i + 1));
        break;
      }
    }
    for (Journal.Entry entry : entries) {
      if (entry.event() instanceof Event.Published published) {
        var thread = new ThreadRef(task.thread().repository(), published.pullRequest());
        pullRequests.merge(thread, 1, Integer::sum);
      }
    }
  }

  /** A marker names one comment for ever; each pull request is some task's. */
  private static void look(
      NodeHouse house, RepoRef repository, Set<ThreadRef> known, List<String> duplicates) {
    for (var line : house.site().threads(repository)) {
      Set<String> seen = new HashSet<>();
      for (Comment comment : house.site().thread(line.ref()).comments()) {
        Matcher marker = MARKER.matcher(comment.body());
        if (marker.find() && !seen.add(marker.group())) {
          duplicates.add("comment " + comment.ref() + " says again: " + comment.body());
        }
      }
      if (line.kind() == ThreadView.Kind.PULL_REQUEST && !known.contains(line.ref())) {
        duplicates.add(line.ref() + " is nobody's pull request");
      }
    }
  }

  String report() {
    return "%d tasks, %d duplicates, %d losses%n%s"
        .formatted(
            tasks,
            duplicates.size(),
            losses.size(),
            String.join(System.lineSeparator(), duplicates)
                + String.join(System.lineSeparator(), losses));
  }
}
