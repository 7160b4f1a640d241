package dev.gatehand.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the values of a checked file, and checks what concerns more than one key. */
final class PolicyBinding {
  private static final Fields NOTHING = new Fields(Map.of(), 0);

  private final Complaints complaints;
  private final Predicate<String> prompts;

  PolicyBinding(Complaints complaints, Predicate<String> prompts) {
    this.complaints = complaints;
    this.prompts = prompts;
  }

  Policy policy(Fields fields, String file, String digest) {
    var policy =
        new Policy(
            file,
            digest,
            fields.text("autoMode").equals("enabled"),
            mode(fields.text("mode")),
            people(fields.fields("people")),
            protectedPaths(fields),
            rulesOf(fields),
            limits(fields.fields("limits")),
            sandbox(fields.fields("sandbox")),
            new JudgePolicy(
                fields.fields("judge").flag("enabled"),
                fields.fields("judge").list(String.class, "environment")),
            new Publishing(
                fields.text("publishing").equals("draft"),
                fields.list(String.class, "labels"),
                fields.list(String.class, "reviewers"),
                others(fields.text("others")),
                forks(fields.text("forks")),
                fields.number("ciFixes")),
            triggers(fields),
            fields.list(String.class, "setup"),
            fields.list(String.class, "checks"),
            List.of(),
            maintenance(fields));
    complaints.stopIfAny();
    return policy;
  }

  Tightening tightening(Fields fields, String digest) {
    Fields people = fields.find(Fields.class, "people").orElse(NOTHING);
    var tightening =
        new Tightening(
            digest,
            new Tightening.PeopleLimits(
                people.find(String.class, "command").map(PolicyBinding::role),
                people.find(String.class, "approve").map(PolicyBinding::role),
                people.find(Boolean.class, "secondPerson"),
                people.find(Duration.class, "askDeadline")),
            fields.find(String.class, "autoMode").map("enabled"::equals),
            fields.find(String.class, "mode").map(PolicyBinding::mode),
            amounts(
                fields.find(Fields.class, "limits").orElse(NOTHING),
                fields.find(Fields.class, "sandbox").orElse(NOTHING)),
            new Tightening.Leaving(
                fields.find(String.class, "publishing").map("draft"::equals),
                fields.find(String.class, "others").map(PolicyBinding::others),
                fields.find(String.class, "forks").map(PolicyBinding::forks),
                fields.find(Long.class, "ciFixes")),
            fields.list(String.class, "checks"),
            protectedPaths(fields),
            rulesOf(fields));
    complaints.stopIfAny();
    return tightening;
  }

  private static Tightening.Amounts amounts(Fields limits, Fields sandbox) {
    return new Tightening.Amounts(
        limits.find(Long.class, "turns"),
        limits.find(Long.class, "minutes"),
        limits.find(Long.class, "tokens"),
        limits.find(BigDecimal.class, "dollars"),
        limits.find(Long.class, "consecutiveBlocks"),
        limits.find(Long.class, "totalBlocks"),
        sandbox.find(Long.class, "commandSeconds"),
        sandbox.find(Long.class, "memoryMegabytes"));
  }

  List<Rule> rules(Fields fields) {
    List<Rule> rules = rulesOf(fields);
    complaints.stopIfAny();
    return rules;
  }

  private List<Rule> rulesOf(Fields fields) {
    Set<String> ids = new HashSet<>();
    return fields.list(Fields.class, "rules").stream().map(rule -> rule(rule, ids)).toList();
  }

  private Rule rule(Fields rule, Set<String> ids) {
    once(rule, "id", ids, "rule");
    var on = rule.list(EffectPattern.class, "effects");
    var matches = rule.list(String.class, "matches");
    if (on.isEmpty()) {
      complaints.add(rule.line(), "rule '" + rule.text("id") + "' names no effect: it never acts");
    }
    if (matches.isEmpty()) {
      complaints.add(rule.line(), "rule '" + rule.text("id") + "' has no example in 'matches'");
    }
    return new Rule(
        rule.text("id"),
        decision(rule.text("decision")),
        on,
        rule.text("holds").equals("always") ? Rule.Holds.ALWAYS : Rule.Holds.WITHOUT_SANDBOX,
        rule.text("reason"),
        rule.text("instead"),
        matches,
        rule.list(String.class, "leaves"),
        rule.line());
  }

  private List<ProtectedPath> protectedPaths(Fields fields) {
    Set<String> ids = new HashSet<>();
    return fields.list(Fields.class, "protected").stream()
        .flatMap(
            entry -> {
              once(entry, "id", ids, "protected entry");
              return entry.list(String.class, "paths").stream()
                  .map(
                      glob ->
                          new ProtectedPath(
                              entry.text("id"),
                              glob,
                              decision(entry.text("decision")),
                              entry.text("reason")));
            })
        .toList();
  }

  private List<Job> maintenance(Fields fields) {
    Set<String> names = new HashSet<>();
    return fields.list(Fields.class, "maintenance").stream()
        .map(
            job -> {
              once(job, "name", names, "job");
              return job(job);
            })
        .toList();
  }

  private Job job(Fields job) {
    var agentIf =
        switch (job.text("agentIf")) {
          case "never" -> Job.AgentIf.NEVER;
          case "always" -> Job.AgentIf.ALWAYS;
          default -> Job.AgentIf.CHECKS_FAIL;
        };
    examine(job, agentIf);
    return new Job(
        job.text("name"),
        job.text("cron"),
        job.as(ZoneId.class, "zone"),
        job.list(String.class, "repositories"),
        job.list(String.class, "commands"),
        job.text("prompt"),
        agentIf,
        job.text("title"),
        job.line());
  }

  private void examine(Fields job, Job.AgentIf agentIf) {
    String prompt = job.text("prompt");
    boolean agent = agentIf != Job.AgentIf.NEVER;
    if (job.list(String.class, "commands").isEmpty() && agentIf != Job.AgentIf.ALWAYS) {
      complain(job, "has no command, so there is nothing to do before its agent");
    }
    if (prompt.isEmpty() && agent) {
      complain(job, "needs a prompt for its agent");
    }
    if (!prompt.isEmpty() && !agent) {
      complain(job, "has a prompt and no agent: write agentIf: always or checksFail");
    }
    if (!prompt.isEmpty() && !prompts.test(prompt)) {
      complain(
          job,
          "names a prompt that is not there: put it at prompts/" + prompt + " beside this file");
    }
    if (job.list(String.class, "repositories").isEmpty()) {
      complain(job, "names no repository: it never runs");
    }
  }

  private void complain(Fields job, String what) {
    complaints.add(job.line(), "job '" + job.text("name") + "' " + what);
  }

  private static People people(Fields people) {
    return new People(
        role(people.text("command")),
        role(people.text("approve")),
        people.flag("secondPerson"),
        people.as(Duration.class, "askDeadline"),
        people.list(Long.class, "bots"));
  }

  private static Limits limits(Fields limits) {
    return new Limits(
        limits.number("turns"),
        limits.number("minutes"),
        limits.whole("tokens"),
        limits.money("dollars"),
        limits.money("threadDollars"),
        limits.money("repositoryDollarsPerDay"),
        limits.number("consecutiveBlocks"),
        limits.number("totalBlocks"));
  }

  private static SandboxPolicy sandbox(Fields sandbox) {
    return new SandboxPolicy(
        sandbox.flag("required"),
        sandbox.list(String.class, "network"),
        sandbox.number("commandSeconds"),
        sandbox.number("memoryMegabytes"),
        sandbox.number("outputBytes"));
  }

  private void once(Fields entry, String key, Set<String> seen, String what) {
    if (!seen.add(entry.text(key))) {
      complaints.add(
          entry.line(), "a second " + what + " is called '" + entry.text(key) + "': rename one");
    }
  }

  /** A label of our own making would start a task for each that ends. */
  private Triggers triggers(Fields fields) {
    Fields triggers = fields.find(Fields.class, "triggers").orElse(NOTHING);
    String label = triggers.find(String.class, "label").orElse("");
    boolean own = fields.list(String.class, "labels").stream().anyMatch(label::equalsIgnoreCase);
    if (!label.isEmpty() && own) {
      complaints.add(
          triggers.line(),
          "the label '"
              + label
              + "' starts tasks, and stands among 'labels' as well: choose another");
    }
    return new Triggers(label, triggers.find(Boolean.class, "assignee").orElse(false));
  }

  private static Publishing.Others others(String word) {
    return word.equals("push") ? Publishing.Others.PUSH : Publishing.Others.STACK;
  }

  private static Publishing.Forks forks(String word) {
    return word.equals("push") ? Publishing.Forks.PUSH : Publishing.Forks.PATCH;
  }

  private static Mode mode(String word) {
    return switch (word) {
      case "plan" -> Mode.PLAN;
      case "acceptEdits" -> Mode.ACCEPT_EDITS;
      case "auto" -> Mode.AUTO;
      default -> Mode.ASK;
    };
  }

  private static Role role(String word) {
    return switch (word) {
      case "read" -> Role.READ;
      case "write" -> Role.WRITE;
      case "maintain" -> Role.MAINTAIN;
      default -> Role.ADMIN;
    };
  }

  private static Decision decision(String word) {
    return switch (word) {
      case "permit" -> Decision.PERMIT;
      case "ask" -> Decision.ASK;
      case "block" -> Decision.BLOCK;
      default -> Decision.FORBID;
    };
  }
}
