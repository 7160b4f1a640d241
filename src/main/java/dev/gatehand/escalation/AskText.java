package dev.gatehand.escalation;

import dev.gatehand.agent.JobEngine;
import dev.gatehand.gate.AskId;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.People;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The comment of an ask: while it is open, and the one line that is left of it. */
final class AskText {
  private static final Template OPEN = Template.text("ask.md");
  private static final Template REMINDER = Template.text("ask-reminder.md");
  private static final Template EXPIRED = Template.text("ask-expired.md");
  private static final Template SETTLED = Template.text("ask-settled.md");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private AskText() {}

  static String open(
      AskId id,
      Asks.Question question,
      TaskRequest request,
      People people,
      Instant now,
      Instant deadline) {
    return OPEN.render(
        Map.ofEntries(
            Map.entry("id", id.value()),
            Map.entry(
                "job",
                question.callIds().stream().anyMatch(JobEngine::isOfJob) ? request.job() : ""),
            Map.entry("title", question.shown().title()),
            Map.entry("block", question.shown().block()),
            Map.entry("target", question.shown().target()),
            Map.entry("approve", line("/agent approve " + id + " " + question.shown().target())),
            Map.entry("deny", line("/agent deny " + id + " reason")),
            Map.entry("because", question.reason().because()),
            Map.entry("rule", question.reason().rule()),
            Map.entry("who", who(people, request)),
            Map.entry("deadline", time(deadline)),
            Map.entry("days", span(Duration.between(now, deadline)))));
  }

  /** A word before its time is over: an edit would notify nobody. */
  static String reminder(Event.Ask ask, Instant now) {
    return REMINDER.render(
        Map.of(
            "id", ask.id().value(),
            "title", ask.action(),
            "target", ask.target(),
            "deadline", time(ask.deadline()),
            "left", span(Duration.between(now, ask.deadline()))));
  }

  /** A word when its time is over, with the line that has it asked again. */
  static String expired(Event.Ask ask, TaskRequest request) {
    String again =
        switch (request.kind()) {
          case MAINTENANCE -> "/agent retry";
          case FIX, PLAN, QUESTION -> "/agent continue what to do";
        };
    return EXPIRED.render(
        Map.of(
            "id", ask.id().value(),
            "job", request.job(),
            "title", ask.action(),
            "target", ask.target(),
            "deadline", time(ask.deadline()),
            "line", line(again)));
  }

  /** What is left of an ask that is over; empty while it is open or approved and not yet done. */
  static Optional<String> settled(AskProgress ask, TaskHistory history) {
    String outcome;
    if (ask.closedBy().isPresent()) {
      outcome =
          switch (ask.closedBy().get().closing()) {
            case EXPIRED -> "nobody answered in time, so it was not done";
            case VOID -> "no longer valid: " + ask.closedBy().get().why();
          };
    } else if (ask.answeredBy().isEmpty()) {
      return Optional.empty();
    } else if (ask.denied()) {
      outcome = "denied by " + ask.answeredBy().get().by().login();
    } else if (used(ask, history)) {
      outcome = "approved by " + ask.answeredBy().get().by().login() + " and done";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        SETTLED.render(
            Map.of(
                "id", ask.ask().id().value(),
                "title", ask.ask().action(),
                "target", ask.ask().target(),
                "outcome", outcome)));
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static boolean used(AskProgress ask, TaskHistory history) {
    boolean ofACall = !ask.ask().callIds().isEmpty();
    return history.events().stream()
        .anyMatch(
            event ->
                switch (event) {
                  case Event.Performed done -> ask.ask().callIds().contains(done.callId());
                  case Event.Published _ -> !ofACall;
                  default -> false;
                });
  }

  private static String line(String command) {
    return Markdown.fence(command, "");
  }

  private static String who(People people, TaskRequest request) {
    String role =
        switch (people.approve()) {
          case ADMIN -> "admin access";
          case MAINTAIN -> "maintain or admin access";
          case WRITE, READ, NONE ->
              people.approve().name().toLowerCase(Locale.ROOT) + " access or more";
        };
    return people.secondPerson() && request.origin() != TaskRequest.Origin.SCHEDULE
        ? role + "; not " + request.by().login() + ", who asked for it, nor others who took part"
        : role;
  }

  private static String span(Duration span) {
    if (span.toHours() < 2) {
      return span.toMinutes() + " minutes";
    }
    return span.toHours() < 48 ? span.toHours() + " hours" : span.toDays() + " days";
  }
}
