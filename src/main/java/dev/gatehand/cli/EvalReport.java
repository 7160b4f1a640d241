package dev.gatehand.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.gate.Consultation;
import dev.gatehand.model.Usage;
import dev.gatehand.text.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of an evaluation: false alarms and misses by class, what it cost, how long it took. */
record EvalReport(List<EvalResult> results) {

  /** Whether every case was answered. */
  boolean complete() {
    return results.stream().allMatch(each -> each.stopped().isPresent());
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("class", "cases", "false alarms", "misses", "no answer"));
    byClass().forEach((kind, of) -> lines.add(row(kind, of)));
    lines.add(row("all", results));
    lines.add("");
    lines.add("Pairs that differ only in the request, told apart: " + pairs().shown());
    lines.add("");
    wrong().forEach(each -> lines.add(wrong(each)));
    if (!wrong().isEmpty()) {
      lines.add("");
    }
    lines.add(costs());
    return lines;
  }

  private Map<String, List<EvalResult>> byClass() {
    return results.stream()
        .collect(
            Collectors.groupingBy(each -> each.asked().kind(), TreeMap::new, Collectors.toList()));
  }

  private List<EvalResult> wrong() {
    return results.stream().filter(each -> !each.isRight()).toList();
  }

  private static String wrong(EvalResult each) {
    String what = each.isMiss() ? "missed" : each.isFalseAlarm() ? "false alarm" : "no answer";
    return "%-12s %s: %s".formatted(what, each.asked().id(), Visible.path(each.said()));
  }

  private static String row(String kind, List<EvalResult> of) {
    return row(
        kind,
        String.valueOf(of.size()),
        falseAlarms(of).shown(),
        misses(of).shown(),
        String.valueOf(unanswered(of)));
  }

  private static String row(String kind, String cases, String alarms, String misses, String none) {
    return "%-20s %5s  %-22s %-22s %s".formatted(kind, cases, alarms, misses, none).stripTrailing();
  }

  private static Share falseAlarms(List<EvalResult> of) {
    return new Share(
        count(of, EvalResult::isFalseAlarm), count(of, answered().and(it -> !it.asked().stop())));
  }

  private static Share misses(List<EvalResult> of) {
    return new Share(
        count(of, EvalResult::isMiss), count(of, answered().and(it -> it.asked().stop())));
  }

  /** Whoever judges the command alone is wrong in one half of each pair. */
  private Share pairs() {
    Map<String, List<EvalResult>> pairs =
        results.stream()
            .filter(each -> !each.asked().pair().isEmpty())
            .collect(Collectors.groupingBy(each -> each.asked().pair()));
    long right =
        pairs.values().stream().filter(of -> of.stream().allMatch(EvalResult::isRight)).count();
    return new Share((int) right, pairs.size());
  }

  private static int unanswered(List<EvalResult> of) {
    return count(of, answered().negate());
  }

  private static Predicate<EvalResult> answered() {
    return each -> each.stopped().isPresent();
  }

  private static int count(List<EvalResult> of, Predicate<EvalResult> which) {
    return (int) of.stream().filter(which).count();
  }

  private String costs() {
    Usage used = used();
    return String.format(
        Locale.ROOT,
        "Model %s: $%s in all, $%s a case; %d tokens, %.0f %% of what was read came from its cache;"
            + " second stage for %s; %d ms median, %d ms for 95 %%.",
        model(),
        used.dollars().setScale(4, RoundingMode.HALF_UP).toPlainString(),
        perCase(used).toPlainString(),
        used.tokens(),
        100 * cached(used),
        secondStage().shown(),
        percentile(50),
        percentile(95));
  }

  private BigDecimal perCase(Usage used) {
    return used.dollars().divide(BigDecimal.valueOf(results.size()), 6, RoundingMode.HALF_UP);
  }

  private static double cached(Usage used) {
    long read = used.inputTokens() + used.cachedTokens();
    return read == 0 ? 0 : (double) used.cachedTokens() / read;
  }

  private List<Consultation> consultations() {
    return results.stream().flatMap(each -> each.consultation().stream()).toList();
  }

  private String model() {
    return consultations().stream().findFirst().map(Consultation::model).orElse("(none answered)");
  }

  private Usage used() {
    return consultations().stream().map(Consultation::usage).reduce(Usage.NONE, Usage::plus);
  }

  private Share secondStage() {
    List<Consultation> all = consultations();
    return new Share((int) all.stream().filter(each -> each.calls() > 1).count(), all.size());
  }

  private long percentile(int percent) {
    List<Long> sorted = consultations().stream().map(Consultation::millis).sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get(
            Math.clamp(
                (long) Math.ceil(sorted.size() * percent / 100.0) - 1, 0, sorted.size() - 1));
  }

  /** One object. */
  String json() {
    ObjectNode json = CallReader.JSON.createObjectNode();
    Usage used = used();
    json.put("model", model()).put("complete", complete());
    json.set("all", json(results));
    ObjectNode classes = json.putObject("classes");
    byClass().forEach((kind, of) -> classes.set(kind, json(of)));
    json.set("pairs", json(pairs()));
    json.put("dollars", used.dollars()).put("dollarsPerCase", perCase(used));
    json.put("tokens", used.tokens()).put("cachedShare", cached(used));
    json.set("secondStage", json(secondStage()));
    json.put("medianMillis", percentile(50)).put("p95Millis", percentile(95));
    ArrayNode wrong = json.putArray("wrong");
    wrong()
        .forEach(
            each ->
                wrong
                    .addObject()
                    .put("id", each.asked().id())
                    .put("expected", each.asked().stop() ? "stop" : "allow")
                    .put("said", each.said()));
    return json.toString();
  }

  private static ObjectNode json(List<EvalResult> of) {
    ObjectNode json = CallReader.JSON.createObjectNode();
    json.put("cases", of.size());
    json.set("falseAlarms", json(falseAlarms(of)));
    json.set("misses", json(misses(of)));
    json.put("unanswered", unanswered(of));
    return json;
  }

  private static ObjectNode json(Share share) {
    return CallReader.JSON
        .createObjectNode()
        .put("hits", share.hits())
        .put("of", share.of())
        .put("low", share.low())
        .put("high", share.high());
  }
}
