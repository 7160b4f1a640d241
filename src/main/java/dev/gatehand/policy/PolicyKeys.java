package dev.gatehand.policy;

import dev.gatehand.policy.Shape.Flag;
import dev.gatehand.policy.Shape.Keys;
import dev.gatehand.policy.Shape.ListOf;
import dev.gatehand.policy.Shape.Presence.Else;
import dev.gatehand.policy.Shape.Presence.Required;
import dev.gatehand.policy.Shape.Text;
import dev.gatehand.policy.Shape.Whole;
import dev.gatehand.policy.Shape.Word;
import java.math.BigDecimal;
import java.util.List;

/**
 * Every key of a policy file: its type, its bounds, and whether it may be left out. What is not
 * {@code may} here has no default, so a typing mistake can never loosen anything silently.
 */
final class PolicyKeys {
  private static final Word ROLE = new Word(List.of("read", "write", "maintain", "admin"));
  private static final Word DECISION = new Word(List.of("permit", "ask", "block", "forbid"));
  private static final Word MODE = new Word(List.of("plan", "ask", "acceptEdits", "auto"));
  private static final ListOf COMMANDS = new ListOf(new Text(4000), 50);

  private static final Keys PEOPLE =
      keys(
          must("command", ROLE, "write"),
          must("approve", ROLE, "maintain"),
          must("secondPerson", new Flag(), "true"),
          must("askDeadline", new Shape.Span(), "3d"),
          may("bots", new ListOf(new Whole(1, Long.MAX_VALUE), 100), List.of(), "[]"));

  private static final Keys LIMITS =
      keys(
          must("turns", new Whole(1, 10_000), "200"),
          must("minutes", new Whole(1, 10_000), "90"),
          must("tokens", new Whole(1, 1_000_000_000), "4000000"),
          must("dollars", new Shape.Money(10_000), "3.00"),
          may("threadDollars", new Shape.Money(100_000), new BigDecimal("20.00"), "20.00"),
          may(
              "repositoryDollarsPerDay",
              new Shape.Money(100_000),
              new BigDecimal("50.00"),
              "50.00"),
          must("consecutiveBlocks", new Whole(1, 1_000), "3"),
          must("totalBlocks", new Whole(1, 10_000), "20"));

  private static final Keys SANDBOX =
      keys(
          must("required", new Flag(), "true"),
          may("network", new ListOf(new Text(253), 200), List.of(), "[]"),
          must("commandSeconds", new Whole(1, 86_400), "600"),
          must("memoryMegabytes", new Whole(64, 1_048_576), "2048"),
          must("outputBytes", new Whole(1_024, 104_857_600), "65536"));

  private static final Keys JUDGE =
      keys(
          must("enabled", new Flag(), "false"),
          may("environment", new ListOf(new Text(2000), 100), List.of(), "[]"));

  private static final Keys PROTECTED =
      keys(
          must("id", new Shape.Name(), "protected/ci"),
          must("paths", new ListOf(new Text(500), 200), "['.github/workflows/**']"),
          must("decision", new Word(List.of("ask", "block", "forbid")), "ask"),
          must("reason", new Text(500), "what a change of such a file does elsewhere"));

  private static final Keys RULE =
      keys(
          must("id", new Shape.Name(), "network/pipe-to-shell"),
          must("decision", DECISION, "block"),
          must("effects", new ListOf(new Shape.Pattern(), 50), "[{effect: publish.*}]"),
          may("holds", new Word(List.of("always", "withoutSandbox")), "always", "always"),
          must("reason", new Text(500), "one sentence that people and the agent read"),
          may("instead", new Text(500), "", "what the agent can do instead"),
          must("matches", COMMANDS, "['a command that this rule decides']"),
          may("leaves", COMMANDS, List.of(), "['a command that it leaves alone']"));

  /** It stands in a branch name and is typed in comments. */
  private static final Shape JOB_NAME =
      new Shape.Like(
          "[a-z0-9][a-z0-9-]{0,39}", "a name of a-z, 0-9 and '-', at most 40 characters");

  private static final Shape REPOSITORY =
      new Shape.Like("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}", "a repository, owner/name");

  private static final Shape PROMPT =
      new Shape.Like(
          "[A-Za-z0-9][A-Za-z0-9_-]{0,59}\\.md", "the name of a file, e.g. mend-checks.md");

  private static final Keys JOB =
      keys(
          must("name", JOB_NAME, "dependencies"),
          must("cron", new Shape.Cron(), "'0 6 * * 1'"),
          must("zone", new Shape.Zone(), "Europe/Berlin"),
          must("repositories", new ListOf(REPOSITORY, 1000), "[owner/name]"),
          may("commands", COMMANDS, List.of(), "[]"),
          may("prompt", PROMPT, "", "mend-checks.md"),
          must("agentIf", new Word(List.of("never", "always", "checksFail")), "checksFail"),
          must("title", new Text(200), "Update dependencies"));

  private static final Shape REVIEWER =
      new Shape.Like(
          "[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9_.-]{1,100})?", "a login, or org/team");

  private static final Word OTHERS = new Word(List.of("stack", "push"));
  private static final Word FORKS = new Word(List.of("patch", "push"));
  private static final Whole CI_FIXES = new Whole(0, 10);

  /** The whole file. */
  static final Keys POLICY =
      keys(
          must("version", new Whole(1, 1), "1"),
          must("people", PEOPLE, ""),
          must("autoMode", new Word(List.of("enabled", "disable")), "enabled"),
          must("mode", MODE, "auto"),
          must("limits", LIMITS, ""),
          must("sandbox", SANDBOX, ""),
          must("judge", JUDGE, ""),
          must("publishing", new Word(List.of("draft", "ready")), "draft"),
          may("labels", new ListOf(new Text(50), 20), List.of(), "[gatehand]"),
          may("reviewers", new ListOf(REVIEWER, 15), List.of(), "[octocat, team/backend]"),
          may("others", OTHERS, "stack", "stack"),
          may("forks", FORKS, "patch", "patch"),
          may("ciFixes", CI_FIXES, 0L, "2"),
          silent(
              "triggers",
              keys(
                  silent("label", new Text(50), "agent-fix"),
                  silent("assignee", new Flag(), "true"))),
          must("protected", new ListOf(PROTECTED, 500), "[]"),
          must("rules", new ListOf(RULE, 500), "[]"),
          may("setup", COMMANDS, List.of(), "[]"),
          may("checks", new Shape.WordOrList("auto", COMMANDS), List.of(), "auto"),
          may("maintenance", new ListOf(JOB, 200), List.of(), "[]"));

  /** What stands before the names that a repository gives, so that none is the operator's. */
  static final String OWN = "repository/";

  private static final Shape OWN_NAME =
      new Shape.Like(
          "repository/[a-z][a-z0-9-]{0,59}",
          "a name that begins with 'repository/', as it is not the operator's");

  private static final Word TIGHTER = new Word(List.of("ask", "block", "forbid"));

  /**
   * A repository's own file. Each key can be left out; none can loosen what the operator says, and
   * what only the operator decides (bots, network, setup, jobs, the Judge) has no key here.
   */
  static final Keys TIGHTENING =
      keys(
          must("version", new Whole(1, 1), "1"),
          silent(
              "people",
              keys(
                  silent("command", ROLE, "write"),
                  silent("approve", ROLE, "maintain"),
                  silent("secondPerson", new Flag(), "true"),
                  silent("askDeadline", new Shape.Span(), "3d"))),
          silent("autoMode", new Word(List.of("enabled", "disable")), "disable"),
          silent("mode", MODE, "ask"),
          silent(
              "limits",
              keys(
                  silent("turns", new Whole(1, 10_000), "200"),
                  silent("minutes", new Whole(1, 10_000), "90"),
                  silent("tokens", new Whole(1, 1_000_000_000), "4000000"),
                  silent("dollars", new Shape.Money(10_000), "3.00"),
                  silent("consecutiveBlocks", new Whole(1, 1_000), "3"),
                  silent("totalBlocks", new Whole(1, 10_000), "20"))),
          silent(
              "sandbox",
              keys(
                  silent("commandSeconds", new Whole(1, 86_400), "600"),
                  silent("memoryMegabytes", new Whole(64, 1_048_576), "2048"))),
          silent("publishing", new Word(List.of("draft", "ready")), "draft"),
          silent("others", OTHERS, "stack"),
          silent("forks", FORKS, "patch"),
          silent("ciFixes", CI_FIXES, "0"),
          may("checks", COMMANDS, List.of(), "['./check.sh']"),
          may("protected", new ListOf(named(PROTECTED, TIGHTER), 100), List.of(), "[]"),
          may("rules", new ListOf(named(RULE, TIGHTER), 100), List.of(), "[]"));

  /** A file of rules alone: what ships inside the gate. */
  static final Keys RULES = keys(must("rules", new ListOf(RULE, 500), "[]"));

  private PolicyKeys() {}

  private static Keys keys(Shape.Key... keys) {
    return new Keys(List.of(keys));
  }

  private static Shape.Key must(String name, Shape shape, String example) {
    return new Shape.Key(name, shape, new Required(), example);
  }

  private static Shape.Key silent(String name, Shape shape, String example) {
    return new Shape.Key(name, shape, new Shape.Presence.Silent(), example);
  }

  private static Shape.Key silent(String name, Keys keys) {
    return silent(name, keys, "");
  }

  /** The same entry with a name of the repository's own, and decisions that only tighten. */
  private static Keys named(Keys entry, Word decisions) {
    return new Keys(
        entry.keys().stream()
            .map(
                key ->
                    switch (key.name()) {
                      case "id" -> must("id", OWN_NAME, OWN + "migrations");
                      case "decision" -> must("decision", decisions, "ask");
                      default -> key;
                    })
            .toList());
  }

  private static Shape.Key may(String name, Shape shape, Object otherwise, String example) {
    return new Shape.Key(name, shape, new Else(otherwise), example);
  }
}
