package dev.gatehand.web;

import static dev.gatehand.web.ThreadJson.word;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.gate.Reason;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import dev.gatehand.text.Visible;
import dev.gatehand.web.CommentHtml.Voice;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries of a journal as JSON for people who watch: {@code seq}, {@code at}, {@code type} and what
 * the event holds, hostile text made visible and long text cut. The provider's own form of a reply
 * stays inside.
 */
@Singleton
class EventJson {
  private static final int LONGEST = 12_000;

  private final CommentHtml html;
  private final ObjectMapper mapper;

  EventJson(CommentHtml html, ObjectMapper mapper) {
    this.html = html;
    this.mapper = mapper;
  }

  /** As one line, the way it goes into a stream of events. */
  String text(Journal.Entry entry) {
    try {
      return mapper.writeValueAsString(of(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON: " + entry.seq(), e);
    }
  }

  Map<String, Object> of(Journal.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", entry.seq());
    json.put("at", entry.at());
    json.put("type", entry.event().getClass().getSimpleName());
    json.putAll(fields(entry.event()));
    return json;
  }

  private Map<String, Object> fields(Event event) {
    return switch (event) {
      case Event.Opened e ->
          Map.of(
              "kind", word(e.request().kind()),
              "origin", word(e.request().origin()),
              "by", e.request().by().login(),
              "words", shown(e.request().words()),
              "job", e.request().job());
      case Event.TakenUp e -> Map.of("node", e.node());
      case Event.JobTaken e ->
          Map.of(
              "commands", e.commands().stream().map(Visible::command).toList(),
              "agent", word(e.agentIf()));
      case Event.IssueOpened e -> Map.of("number", e.number());
      case Event.Prepared e ->
          Map.of(
              "base", e.base().value(),
              "baseBranch", Visible.path(e.baseBranch()),
              "checks", e.checks().stream().map(Visible::command).toList(),
              "model", e.model(),
              "policy", e.policyDigest());
      case Event.Noted e -> Map.of("about", e.about(), "words", shown(e.words()));
      case Event.Shortened e ->
          Map.of("turns", e.turns(), "summary", shown(e.summary()), "usage", usage(e.usage()));
      case Event.Replied e -> reply(e.turn(), e.reply());
      case Event.Judged e -> judged(e);
      case Event.Consulted e -> consulted(e);
      case Event.Probed e ->
          Map.of(
              "call", e.callId(),
              "finding", e.finding(),
              "signs", e.signs().stream().map(Visible::text).toList(),
              "model", e.model(),
              "millis", e.millis(),
              "usage", usage(e.usage()));
      case Event.Started e -> Map.of("call", e.callId(), "ask", e.ask());
      case Event.Performed e ->
          Map.of(
              "call", e.callId(),
              "text", shown(e.text()),
              "failed", e.failed(),
              "millis", e.millis());
      case Event.Asked e -> ask(e.ask());
      case Event.AskPosted e -> Map.of("ask", e.ask().value(), "comment", e.commentId());
      case Event.Answered e ->
          Map.of(
              "ask", e.ask().value(),
              "approved", e.approved(),
              "by", e.by().login(),
              "reason", shown(e.reason()));
      case Event.Dismissed e -> Map.of("why", shown(e.why()));
      case Event.AskClosed e ->
          Map.of("ask", e.ask().value(), "closing", word(e.closing()), "why", shown(e.why()));
      case Event.Steered e -> Map.of("by", e.by().login(), "words", shown(e.words()));
      case Event.Committed e -> Map.of("call", e.callId(), "message", shown(e.message()));
      case Event.Finished e -> Map.of("call", e.callId(), "html", html(e.summary()));
      case Event.Checked e ->
          Map.of(
              "passed", e.passed(),
              "returned", e.returned(),
              "runs", e.runs().stream().map(EventJson::check).toList());
      case Event.Restored e -> Map.of("path", Visible.path(e.path()), "why", shown(e.why()));
      case Event.Rebased e -> Map.of("base", e.base().value());
      case Event.Parked e ->
          Map.of("why", shown(e.why()), "cause", word(e.cause()), "tries", e.tries());
      case Event.Composed e ->
          Map.of(
              "branch", e.branch(),
              "commits", e.commits().stream().map(Object::toString).toList());
      case Event.Published e ->
          Map.of(
              "branch", e.branch(),
              "head", e.head().value(),
              "pullRequest", e.pullRequest(),
              "address", e.address());
      case Event.Ended e -> Map.of("state", word(e.state()), "html", html(e.summary()));
    };
  }

  private Map<String, Object> reply(int turn, Reply reply) {
    return Map.of(
        "turn", turn,
        "html", html(reply.text()),
        "calls", reply.calls().stream().map(EventJson::call).toList(),
        "stop", word(reply.stop()),
        "usage", usage(reply.usage()));
  }

  static Map<String, Object> usage(Usage usage) {
    return Map.of("tokens", usage.tokens(), "dollars", usage.dollars());
  }

  private static Map<String, Object> call(ToolCall call) {
    Map<String, Object> input = new LinkedHashMap<>();
    call.input().forEach((key, value) -> input.put(Visible.path(key), shown(value.toString())));
    return Map.of("id", call.id(), "tool", Visible.path(call.tool()), "input", input);
  }

  private static Map<String, Object> judged(Event.Judged e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("call", e.callId());
    json.put("verdict", e.verdict());
    json.put("action", Visible.command(cut(e.action())));
    json.put("subject", shown(e.subject()));
    json.put("fingerprint", e.fingerprint());
    json.putAll(reason(e.reason()));
    return json;
  }

  private static Map<String, Object> consulted(Event.Consulted e) {
    return Map.of(
        "opinion", e.opinion(),
        "kind", e.kind(),
        "because", shown(e.because()),
        "model", e.model(),
        "calls", e.calls(),
        "millis", e.millis(),
        "usage", usage(e.usage()));
  }

  static Map<String, Object> reason(Reason reason) {
    return Map.of(
        "rule", reason.rule(),
        "piece", Visible.command(cut(reason.piece())),
        "because", Visible.text(reason.because()),
        "instead", Visible.text(reason.instead()));
  }

  private Map<String, Object> ask(Event.Ask ask) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ask", ask.id().value());
    json.put("calls", ask.callIds());
    json.put("action", Visible.command(cut(ask.action())));
    json.put("target", ask.target());
    json.put("deadline", ask.deadline());
    json.put("html", html.render(ask.body(), Voice.GATEHAND));
    json.putAll(reason(ask.reason()));
    return json;
  }

  private static Map<String, Object> check(Event.CheckRun run) {
    return Map.of(
        "command", Visible.command(run.command()),
        "exit", run.exit(),
        "millis", run.millis(),
        "output", shown(run.output()));
  }

  private String html(String markdown) {
    return html.render(cut(markdown), Voice.OTHERS);
  }

  private static String shown(String hostile) {
    return Visible.content(cut(hostile));
  }

  /** Head and tail: the end of an output says most. */
  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST / 2)
            + "\n… "
            + (text.length() - LONGEST)
            + " characters left out …\n"
            + text.substring(text.length() - LONGEST / 2);
  }
}
