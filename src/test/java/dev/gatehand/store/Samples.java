package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Attached;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import dev.gatehand.policy.Job;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values as they occur, with the characters that break stores. */
final class Samples {
  static final Instant AT = Instant.parse("2026-11-22T14:05:06.123456789Z");
  static final RepoRef REPO = new RepoRef("acme", "csv.lib");
  static final ThreadRef THREAD = new ThreadRef(REPO, 7);
  static final TaskId TASK = new TaskId("t-4k7q2m9x");
  static final TaskId OTHER = new TaskId("t-9z8y7x6w");
  static final AskId ASK = new AskId("K7QF-2M");
  static final Account ALICE = new Account(1, "alice", Account.Kind.PERSON);
  static final Account BOB = new Account(2, "bob", Account.Kind.PERSON);
  static final CommentRef COMMENT = new CommentRef(THREAD, 99);
  static final GitId TREE = new GitId("1a2b3c4d".repeat(5));

  /** Nothing that a database likes: U+0000, half a surrogate pair, an emoji, quotes, markup. */
  static final String HOSTILE =
      "a\0b \ud800 \ud83d\ude00 '\"; drop table task;-- \u202e</script>\r\n\t";

  static final Reason REASON =
      new Reason("protected/ci", HOSTILE, "workflow files run with secrets", "leave it");

  private Samples() {}

  /** A request on a thread of its own for each task. */
  static TaskRequest request(TaskId task) {
    return request(new ThreadRef(REPO, Math.abs(task.hashCode() % 100_000) + 1), 42);
  }

  static TaskRequest request(ThreadRef thread, long commentId) {
    return request(thread, commentId, TaskRequest.Origin.COMMENT);
  }

  static TaskRequest request(ThreadRef thread, long commentId, TaskRequest.Origin origin) {
    return new TaskRequest(
        origin,
        TaskRequest.Kind.FIX,
        new Repository(REPO, "R_1", "main"),
        thread,
        commentId,
        ALICE,
        "and " + HOSTILE,
        "",
        "",
        "Trailing field is lost",
        HOSTILE,
        BOB,
        List.of(new TaskRequest.Said(BOB, HOSTILE, AT, "NONE")),
        "main",
        "c0ffee11".repeat(5),
        false,
        List.of(1L, 2L),
        AT,
        "ASK",
        "WRITE",
        List.of(),
        List.of(new TaskRequest.Failure("build", HOSTILE, HOSTILE)));
  }

  static Event.Ask ask(AskId id) {
    return new Event.Ask(
        id,
        List.of("call-1", "call-2"),
        "edit",
        ".github/workflows/check.yml",
        ".github/workflows/check.yml",
        "a1",
        "b2",
        REASON,
        "f".repeat(64),
        "### Approval needed " + HOSTILE,
        AT,
        AT.plusSeconds(3600));
  }

  static Reply reply() {
    var input =
        Map.<String, Object>of(
            "command",
            HOSTILE,
            "lines",
            12L,
            "ratio",
            0.5,
            "flag",
            true,
            "list",
            List.of(1L, "two", Map.of("three", 3L)));
    return new Reply(
        HOSTILE,
        List.of(new ToolCall("call-1", "bash", input)),
        Reply.Stop.CALLS,
        new Usage(100, 20, 30, new BigDecimal("0.0180")),
        "{\"content\":[{\"type\":\"new_kind\",\"signature\":\"x==\"}]}");
  }

  /** One of each kind of event. */
  static List<Event> events() {
    return List.of(
        new Event.Opened(request(THREAD, 42)),
        new Event.TakenUp("node-1"),
        new Event.Prepared(
            TREE,
            TREE,
            "main",
            List.of("./check.sh"),
            "d".repeat(64),
            "scripted",
            List.of(new Event.Guide("AGENTS.md", HOSTILE)),
            List.of(new Attached(HOSTILE, "e".repeat(64)))),
        new Event.Noted(Event.Noted.LOOP, HOSTILE),
        new Event.Shortened(3, 900, HOSTILE, reply().usage()),
        new Event.Replied(1, reply()),
        new Event.Judged("call-1", "run", "blocked", REASON, "f".repeat(64), HOSTILE, "d1"),
        new Event.Consulted("q1", "block", "exfiltration", HOSTILE, "m", 2, 900, reply().usage()),
        new Event.Probed("call-1", "flagged", List.of(HOSTILE), "m", 300, reply().usage()),
        new Event.Started("call-1", "f".repeat(64), ""),
        new Event.Performed("call-1", HOSTILE, false, TREE, 1234),
        new Event.Asked(ask(ASK)),
        new Event.AskPosted(ASK, 77),
        new Event.Answered(ASK, 5, 99, true, BOB, ""),
        new Event.Dismissed(6, "the comment was edited"),
        new Event.AskClosed(ASK, 0, Event.Closing.EXPIRED, "nobody answered"),
        new Event.Steered(8, BOB, HOSTILE, "ASK"),
        new Event.Committed("call-2", "Keep the trailing field", TREE),
        new Event.Finished("call-3", "done", TREE),
        new Event.Checked(TREE, List.of(new Event.CheckRun("./check.sh", 1, HOSTILE, 9)), true),
        new Event.Restored("a/b", "denied", TREE),
        new Event.Rebased(TREE, TREE, TREE, List.of(TREE)),
        new Event.Parked("waits for an answer"),
        new Event.Composed(
            "gatehand/7-x", "c0ffee11".repeat(5), List.of(TREE), "Keep it", "ab".repeat(32)),
        new Event.JobTaken(List.of("./scripts/tidy.sh"), "", Job.AgentIf.NEVER),
        new Event.IssueOpened(9),
        new Event.Published("gatehand/7-x", TREE, 8, "http://127.0.0.1/acme/csv.lib/8"),
        new Event.Ended(TaskState.DONE, "finished"));
  }
}
