package dev.gatehand.journal;

import dev.gatehand.forge.Account;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Reason;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import dev.gatehand.policy.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened in a task. The names of the records and of their components are the
 * format in which tasks survive releases: add, never rename. Only plain values, lists and records.
 */
public sealed interface Event {

  /** The first event of a task. */
  record Opened(TaskRequest request) implements Event {}

  /** A node took the task up. */
  record TakenUp(String node) implements Event {}

  /**
   * The workspace stands.
   *
   * @param guides as they stood on the default branch: a later change of them does not count
   * @param images of the thread, in its order
   */
  record Prepared(
      GitId base,
      GitId tree,
      String baseBranch,
      List<String> checks,
      String policyDigest,
      String model,
      List<Guide> guides,
      List<Attached> images)
      implements Event {
    public Prepared {
      checks = List.copyOf(checks);
      guides = List.copyOf(guides);
      images = List.copyOf(images);
    }
  }

  /**
   * What a maintenance job says, as it stood when its run began: a later policy does not count.
   *
   * @param words what its agent is asked for, or empty
   */
  record JobTaken(List<String> commands, String words, Job.AgentIf agentIf) implements Event {
    public JobTaken {
      commands = List.copyOf(commands);
    }
  }

  /** A task that no thread began has an issue of its own, because people must be asked. */
  record IssueOpened(int number) implements Event {}

  /**
   * Gatehand tells the agent something about its own work.
   *
   * @param about one of the constants
   * @param words as the agent reads them; for {@link #WRAP_UP} what ends the work
   */
  record Noted(String about, String words) implements Event {
    public static final String BUDGET = "budget";
    public static final String LOOP = "loop";

    /** What follows is the last reply. */
    public static final String WRAP_UP = "wrap-up";
  }

  /**
   * The conversation has become too long for the model: what its older part says is shortened, from
   * here on and for good, so that it reads the same whoever goes on with it.
   *
   * @param turns of that older part
   * @param letters to which each result in it is cut
   * @param summary stands in place of that part, but for what people said; or empty
   * @param usage what the summary cost
   */
  record Shortened(int turns, int letters, String summary, Usage usage) implements Event {}

  /** The model answered; stored before anything of it is used. */
  record Replied(int turn, Reply reply) implements Event {}

  /**
   * The gate decided about a call ({@code verdict}: permit, forbidden, blocked, hold, undecided).
   */
  record Judged(
      String callId,
      String action,
      String verdict,
      Reason reason,
      String fingerprint,
      String subject,
      String policyDigest)
      implements Event {}

  /**
   * The gate asked the Judge. Kept so that the same question is answered the same, and paid, once.
   *
   * @param question see {@code gate.Consultation}
   * @param opinion allow, block, ask or unavailable
   * @param kind what a block is a case of, or empty
   */
  record Consulted(
      String question,
      String opinion,
      String kind,
      String because,
      String model,
      int calls,
      long millis,
      Usage usage)
      implements Event {}

  /**
   * What a call brought back was looked at for instructions to the agent, before the agent read it.
   *
   * @param finding clean, flagged, or unprobed: it should have been, and could not be
   * @param signs what was found, in our words
   * @param model who looked, or empty: nobody but Gatehand
   */
  record Probed(
      String callId, String finding, List<String> signs, String model, long millis, Usage usage)
      implements Event {
    public Probed {
      signs = List.copyOf(signs);
    }

    public boolean flagged() {
      return finding.equals("flagged");
    }
  }

  /** A permitted call begins; {@code ask} names the grant that it uses up, or is empty. */
  record Started(String callId, String fingerprint, String ask) implements Event {}

  /** A call ended; {@code tree} is the workspace after it. */
  record Performed(String callId, String text, boolean failed, GitId tree, long millis)
      implements Event {}

  /** A person is asked. */
  record Asked(Ask ask) implements Event {}

  /** The ask stands on the thread. */
  record AskPosted(AskId ask, long commentId) implements Event {}

  /** A person's answer was looked up again and counts. */
  record Answered(
      AskId ask, long inboxId, long commentId, boolean approved, Account by, String reason)
      implements Event {}

  /** Something in the inbox did not count: why. */
  record Dismissed(long inboxId, String why) implements Event {}

  /** An ask can no longer be answered, or an answer did not count: why. */
  record AskClosed(AskId ask, long inboxId, Closing closing, String why) implements Event {}

  /**
   * A person gave direction.
   *
   * @param mode how careful they want it from here on, a name of {@code policy.Mode}, or empty
   */
  record Steered(long inboxId, Account by, String words, String mode) implements Event {}

  /** The agent wants what has changed so far kept as a commit. */
  record Committed(String callId, String message, GitId tree) implements Event {}

  /** The agent says that it is done. */
  record Finished(String callId, String summary, GitId tree) implements Event {
    /** In place of a call id: a limit ended the work, not the agent. */
    public static final String LIMIT = "limit";

    public boolean complete() {
      return !callId.equals(LIMIT);
    }

    /** The limit that ended the work; what the agent said of its work stands below it. */
    public Optional<String> limit() {
      return complete() ? Optional.empty() : Optional.of(summary.split("\n\n", 2)[0]);
    }
  }

  /**
   * The repository's own checks ran on a copy of this tree.
   *
   * @param returned whether they failed and the agent is given another chance
   */
  record Checked(GitId tree, List<CheckRun> runs, boolean returned) implements Event {
    public boolean passed() {
      return runs.stream().allMatch(run -> run.exit() == 0);
    }
  }

  /** The last look put a file back to what it was at the base. */
  record Restored(String path, String why, GitId tree) implements Event {}

  /**
   * Somebody pushed to the branch while the task worked: its work stands on what is there now.
   *
   * @param base the branch's new head
   * @param begun what the work began from, carried onto it
   * @param tree the work, carried onto it
   * @param commits the trees of all {@link Committed}, carried onto it, in their order
   */
  record Rebased(GitId base, GitId begun, GitId tree, List<GitId> commits) implements Event {
    public Rebased {
      commits = List.copyOf(commits);
    }
  }

  /**
   * Nothing more happens until a person, or time, lets it go on.
   *
   * @param cause what is in the way; PERSON: somebody has to say something
   * @param tries how often in a row it was tried in vain
   * @param since when that began, in milliseconds since 1970, or 0
   * @param next when it is tried again by itself, in milliseconds since 1970, or 0
   */
  record Parked(String why, Cause cause, int tries, long since, long next) implements Event {
    public Parked {
      // Releases before 0.2 did not say: they tried again by themselves, and counted nothing.
      cause = cause == null ? Cause.PERSON : cause;
    }

    public Parked(String why) {
      this(why, Cause.PERSON, 0, 0, 0);
    }

    /** What a task waits for. */
    public enum Cause {
      PERSON,
      MODEL,
      GATE,
      FORGE,
      WORKSPACE,
      POLICY
    }
  }

  /**
   * The commits stand, made from the examined trees. {@code expected}: head of the branch, or
   * empty.
   *
   * @param change digest of what the commits change, whatever else the base has, see {@code
   *     publish.ChangeDigest}
   */
  record Composed(String branch, String expected, List<GitId> commits, String title, String change)
      implements Event {}

  /** The branch is pushed and the pull request stands. */
  record Published(String branch, GitId head, int pullRequest, String address) implements Event {}

  /** The end, and what people read about it. */
  record Ended(TaskState state, String summary) implements Event {}

  /** How an ask was closed without counting. */
  enum Closing {
    EXPIRED,
    VOID
  }

  /** A file in which a repository tells agents about itself. */
  record Guide(String path, String text) {}

  /** One check of the repository. */
  record CheckRun(String command, int exit, String output, long millis) {}

  /**
   * A Hold put to people.
   *
   * @param callIds the held calls; empty for a file that the last look found
   * @param target what the line to copy repeats after the id
   * @param body the comment as it is posted, without its marker
   * @param fingerprint of the action, taken when it was shown
   * @param path of the file that it is about, or empty
   * @param before digest of that file's state before the edit, see {@code Approved.digest}, or
   *     empty
   * @param after digest of that file's state after it, or empty
   */
  record Ask(
      AskId id,
      List<String> callIds,
      String action,
      String target,
      String path,
      String before,
      String after,
      Reason reason,
      String fingerprint,
      String body,
      Instant at,
      Instant deadline) {}
}
