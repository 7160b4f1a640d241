package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.AuditRecord;
import dev.gatehand.journal.Event;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Which events are decisions, and how they stand on the record. */
final class Decisions {
  private static final String GATE = "gate";
  private static final String SELF = "gatehand";

  private Decisions() {}

  static Optional<AuditRecord> of(Tx tx, TaskId task, Event event) throws SQLException {
    return switch (event) {
      case Event.Opened(var request) when !request.approvedBy().isEmpty() ->
          decided(
              task,
              who(request.approvedBy().getFirst()),
              "approved plan",
              request.thread() + " " + request.continues(),
              "of " + who(request.by()));
      case Event.Opened(var request) ->
          decided(
              task, who(request.by()), "commanded", request.thread().toString(), request.words());
      case Event.Judged judged ->
          Optional.of(
              new AuditRecord(
                  task.value(),
                  GATE,
                  judged.verdict(),
                  judged.action() + " " + judged.subject(),
                  judged.reason().rule(),
                  judged.reason().because(),
                  judged.fingerprint(),
                  judged.policyDigest()));
      case Event.Probed probed when probed.flagged() ->
          decided(
              task, GATE, "flagged", "call " + probed.callId(), String.join("; ", probed.signs()));
      case Event.Asked(var ask) ->
          asked(task, GATE, "asked", ask, ask.reason().rule(), ask.reason().because());
      case Event.Answered answered ->
          asked(
              task,
              who(answered.by()),
              answered.approved() ? "approved" : "denied",
              ask(tx, answered.ask()),
              "",
              answered.reason());
      case Event.AskClosed closed ->
          asked(
              task,
              SELF,
              "ask " + closed.closing().name().toLowerCase(Locale.ROOT),
              ask(tx, closed.ask()),
              "",
              closed.why());
      case Event.Started started when !started.ask().isEmpty() ->
          asked(
              task,
              SELF,
              "grant used",
              ask(tx, new AskId(started.ask())),
              "",
              "call " + started.callId() + " begins");
      case Event.Dismissed dismissed ->
          decided(task, SELF, "dismissed", "message " + dismissed.inboxId(), dismissed.why());
      case Event.Steered steered ->
          decided(task, who(steered.by()), "steered", steered.words(), "");
      case Event.Restored restored ->
          decided(task, SELF, "restored", restored.path(), restored.why());
      case Event.Rebased rebased ->
          decided(task, SELF, "rebased", "onto " + rebased.base(), "somebody else pushed");
      case Event.Composed composed ->
          decided(task, SELF, "composed", composed.branch() + " " + composed.commits(), "");
      case Event.Published published ->
          Optional.of(
              new AuditRecord(
                  task.value(),
                  SELF,
                  "pushed",
                  "%s %s #%d"
                      .formatted(published.branch(), published.head(), published.pullRequest()),
                  "",
                  published.address(),
                  fingerprint(tx, task),
                  ""));
      case Event.Ended ended ->
          decided(
              task, SELF, "ended", ended.state().name().toLowerCase(Locale.ROOT), ended.summary());
      case Event.IssueOpened issue ->
          decided(task, SELF, "opened", "issue #" + issue.number(), "nobody could be asked else");
      case Event.Noted _,
          Event.Shortened _,
          Event.TakenUp _,
          Event.JobTaken _,
          Event.Prepared _,
          Event.Replied _,
          Event.Consulted _,
          Event.Probed _,
          Event.Started _,
          Event.Performed _,
          Event.AskPosted _,
          Event.Committed _,
          Event.Finished _,
          Event.Checked _,
          Event.Parked _ ->
          Optional.empty();
    };
  }

  private static Optional<AuditRecord> decided(
      TaskId task, String who, String what, String subject, String why) {
    return Optional.of(new AuditRecord(task.value(), who, what, subject, "", why, "", ""));
  }

  private static Optional<AuditRecord> asked(
      TaskId task, String who, String what, Event.Ask ask, String rule, String why) {
    String subject = "%s %s %s".formatted(ask.id(), ask.action(), ask.target());
    return Optional.of(
        new AuditRecord(task.value(), who, what, subject, rule, why, ask.fingerprint(), ""));
  }

  /** Of the permit under which the task acted last: it pushed with it. */
  private static String fingerprint(Tx tx, TaskId task) throws SQLException {
    return tx.one(
            "select data from journal where task = ? and type = 'Started' order by seq desc limit 1",
            row -> Json.read(Event.Started.class, row.getString(1)).fingerprint(),
            task.value())
        .orElse("");
  }

  private static Event.Ask ask(Tx tx, AskId id) throws SQLException {
    return tx.one(
            "select data from ask where id = ?",
            row -> Json.read(Event.Ask.class, row.getString(1)),
            id.value())
        .orElseThrow(() -> new IllegalStateException("there is no ask " + id));
  }

  private static String who(Account account) {
    return account.login() + "#" + account.id();
  }
}
