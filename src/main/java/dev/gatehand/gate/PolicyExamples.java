package dev.gatehand.gate;

import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Decision;
import dev.gatehand.policy.EffectPattern;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the examples of a policy's rules through the gate. A rule that does not do what its author
 * thinks is found when the policy is loaded, not when an agent comes by.
 */
public final class PolicyExamples {
  private static final String WORKSPACE = "/workspace";
  private static final List<String> INTERPRETERS =
      List.of("bash", "sh", "zsh", "python", "python3", "node", "perl", "ruby", "php", "java");

  /** Effects behind which anything may stand: whoever permits one permits everything. */
  private static final List<String> DOORS =
      List.of(
          "opaque",
          "code.inline",
          "code.stdin",
          "code.download",
          "code.decoded",
          "code.file",
          "file.execute",
          "name.change",
          "environment.change",
          "flow.network-to-shell",
          "flow.decoded-to-shell",
          "flow.file-to-shell");

  private final CommandRules commands = new CommandRules();
  private final Policy policy;
  private final Situation situation;
  private final Rulebook rulebook;

  public PolicyExamples(Policy policy) {
    this.policy = policy;
    this.situation = situation(policy, Containment.NONE);
    this.rulebook = new Rulebook(policy);
  }

  /**
   * The same policy, when its examples do what they say.
   *
   * @throws PolicyInvalid with a complaint for each that does not
   */
  public static Policy checked(Policy policy) {
    List<Complaint> complaints = new PolicyExamples(policy).complaints();
    if (!complaints.isEmpty()) {
      throw new PolicyInvalid(complaints);
    }
    return policy;
  }

  /** What must be mended before this policy is used. */
  public List<Complaint> complaints() {
    return Stream.concat(
            policy.rules().stream().flatMap(rule -> complaints(rule).stream()),
            jobs().complaints().stream())
        .toList();
  }

  /** What is allowed but hardly meant: rules that decide nothing, and doors that open too wide. */
  public List<Complaint> warnings() {
    return Stream.concat(
            policy.rules().stream().flatMap(rule -> warnings(rule).stream()),
            jobs().warnings().stream())
        .toList();
  }

  private JobCommands jobs() {
    Containment holds = policy.sandbox().required() ? Containment.SANDBOX : Containment.NONE;
    return new JobCommands(policy, situation(policy, holds), rulebook);
  }

  /** The examples of the rules inside the gate that fail; empty, or the gate has a bug. */
  static List<String> failingShipped(Policy policy) {
    var examples = new PolicyExamples(policy);
    return Rulebook.SHIPPED.stream()
        .flatMap(rule -> examples.complaints(rule).stream())
        .map(Complaint::what)
        .toList();
  }

  private List<Complaint> complaints(Rule rule) {
    List<Complaint> found = new ArrayList<>();
    for (String example : rule.matches()) {
      if (matching(rule, example).isEmpty()) {
        found.add(complaint(rule, "does not match its example '" + example + "'"));
      }
    }
    for (String example : rule.leaves()) {
      matching(rule, example)
          .ifPresent(
              finding ->
                  found.add(
                      complaint(
                          rule,
                          "should leave '%s' alone, but matches its effect %s"
                              .formatted(example, finding.name().id()))));
    }
    shippedForbids(rule)
        .ifPresent(
            shipped ->
                found.add(
                    complaint(
                        rule, "can't loosen '" + shipped + "', which is forbidden for good")));
    return found;
  }

  private List<Complaint> warnings(Rule rule) {
    List<Complaint> found = new ArrayList<>();
    for (EffectPattern pattern : rule.on()) {
      Rule alone = only(rule, pattern);
      if (rule.matches().stream().noneMatch(example -> matching(alone, example).isPresent())) {
        found.add(complaint(rule, "has no example for " + pattern + ": it may never match"));
      }
      if (rule.decision() == Decision.PERMIT && opensInterpreter(pattern)) {
        found.add(
            complaint(
                rule,
                "permits "
                    + pattern
                    + ": whoever can run an interpreter can run everything, so no other rule holds"));
      }
    }
    if (isShadowed(rule)) {
      found.add(complaint(rule, "is shadowed: a stricter rule decides all of its examples"));
    }
    addsNothingTo(rule)
        .ifPresent(
            other ->
                found.add(
                    complaint(
                        rule,
                        "adds nothing: without it, '%s' decides the same about all of its examples"
                            .formatted(other))));
    return found;
  }

  /** The first effect of the example that the rule matches. */
  private Optional<Finding> matching(Rule rule, String example) {
    return findings(example)
        .filter(finding -> Rulebook.matches(rule, finding, situation))
        .findFirst();
  }

  private boolean isShadowed(Rule rule) {
    return rule.matches().stream()
        .allMatch(
            example ->
                findings(example)
                    .filter(finding -> Rulebook.matches(rule, finding, situation))
                    .allMatch(
                        finding ->
                            rulebook
                                .deciding(finding, situation)
                                .filter(decides -> decides.decision() != rule.decision())
                                .isPresent()));
  }

  /**
   * The rule that would decide the same if this one were not there. One that takes the id of a
   * shipped rule says so on purpose.
   */
  private Optional<String> addsNothingTo(Rule rule) {
    if (rule.matches().isEmpty()
        || Rulebook.SHIPPED.stream().anyMatch(shipped -> shipped.id().equals(rule.id()))) {
      return Optional.empty();
    }
    List<Rule> others = policy.rules().stream().filter(other -> !other.equals(rule)).toList();
    var without = new Rulebook(policy, others);
    List<Optional<Rule>> deciding =
        rule.matches().stream()
            .flatMap(this::findings)
            .filter(finding -> Rulebook.matches(rule, finding, situation))
            .map(finding -> without.deciding(finding, situation))
            .toList();
    boolean same =
        deciding.stream()
            .allMatch(other -> other.filter(r -> r.decision() == rule.decision()).isPresent());
    return same && !deciding.isEmpty() ? deciding.getFirst().map(Rule::id) : Optional.empty();
  }

  private static boolean opensInterpreter(EffectPattern pattern) {
    boolean code = DOORS.stream().anyMatch(pattern::names);
    List<String> programs = pattern.where().getOrDefault("program", List.of());
    boolean anyProgram =
        programs.isEmpty()
            || programs.stream()
                .map(Glob::new)
                .anyMatch(g -> INTERPRETERS.stream().anyMatch(g::matches));
    return code && anyProgram;
  }

  private static Optional<String> shippedForbids(Rule rule) {
    return Rulebook.SHIPPED.stream()
        .filter(shipped -> shipped.id().equals(rule.id()))
        .filter(shipped -> shipped.decision() == Decision.FORBID)
        .filter(shipped -> rule.decision() != Decision.FORBID)
        .map(Rule::id)
        .findFirst();
  }

  private Stream<Finding> findings(String command) {
    return CommandRules.findings(commands.analyze(command, situation)).stream();
  }

  private static Rule only(Rule rule, EffectPattern pattern) {
    return new Rule(
        rule.id(),
        rule.decision(),
        List.of(pattern),
        rule.holds(),
        rule.reason(),
        rule.instead(),
        rule.matches(),
        rule.leaves(),
        rule.line());
  }

  private Complaint complaint(Rule rule, String what) {
    return new Complaint(policy.file(), rule.line(), "rule '" + rule.id() + "' " + what);
  }

  private static Situation situation(Policy policy, Containment containment) {
    return new Situation(
        new TaskId("t-examples"),
        "examples",
        policy,
        WORKSPACE,
        WORKSPACE,
        "",
        containment,
        Duration.ofSeconds(policy.sandbox().commandSeconds()),
        Situation.Stage.WORKING,
        Set.of());
  }
}
