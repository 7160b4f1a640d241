package dev.gatehand.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a repository says for itself, in {@link #FILE} of its default branch. Whoever can merge
 * there wrote it, which may be somebody whom the operator trusts with less: so each value meets the
 * operator's, and the stricter one counts. What is left out says nothing.
 *
 * @param digest SHA-256 (hex) over what was read
 * @param checks commands that must pass besides the operator's
 * @param protectedPaths besides the operator's, with ids that begin with {@code repository/}
 * @param rules besides the operator's, with such ids; none of them permits
 */
public record Tightening(
    String digest,
    PeopleLimits people,
    Optional<Boolean> autoMode,
    Optional<Mode> mode,
    Amounts amounts,
    Leaving leaving,
    List<String> checks,
    List<ProtectedPath> protectedPaths,
    List<Rule> rules) {
  /** Where it stands. */
  public static final String FILE = ".github/gatehand.yaml";

  public Tightening {
    checks = List.copyOf(checks);
    protectedPaths = List.copyOf(protectedPaths);
    rules = List.copyOf(rules);
  }

  /** Who may do what. */
  public record PeopleLimits(
      Optional<Role> command,
      Optional<Role> approve,
      Optional<Boolean> secondPerson,
      Optional<Duration> askDeadline) {
    People meet(People operator) {
      return new People(
          command.filter(role -> role.atLeast(operator.command())).orElse(operator.command()),
          approve.filter(role -> role.atLeast(operator.approve())).orElse(operator.approve()),
          operator.secondPerson() || secondPerson.orElse(false),
          askDeadline
              .filter(time -> time.compareTo(operator.askDeadline()) < 0)
              .orElse(operator.askDeadline()),
          operator.bots());
    }
  }

  /** How work may leave. */
  public record Leaving(
      Optional<Boolean> draft,
      Optional<Publishing.Others> others,
      Optional<Publishing.Forks> forks,
      Optional<Long> ciFixes) {
    Publishing meet(Publishing operator) {
      return new Publishing(
          operator.draft() || draft.orElse(false),
          operator.labels(),
          operator.reviewers(),
          stricter(operator.others(), others),
          stricter(operator.forks(), forks),
          Math.toIntExact(Math.min(operator.ciFixes(), ciFixes.orElse((long) operator.ciFixes()))));
    }

    private static <T extends Enum<T>> T stricter(T operator, Optional<T> repository) {
      return repository.filter(own -> own.compareTo(operator) < 0).orElse(operator);
    }
  }

  /** What a task, and one command of it, may use up. */
  public record Amounts(
      Optional<Long> turns,
      Optional<Long> minutes,
      Optional<Long> tokens,
      Optional<BigDecimal> dollars,
      Optional<Long> consecutiveBlocks,
      Optional<Long> totalBlocks,
      Optional<Long> commandSeconds,
      Optional<Long> memoryMegabytes) {
    Limits meet(Limits operator) {
      return new Limits(
          less(operator.turns(), turns),
          less(operator.minutes(), minutes),
          Math.min(operator.tokens(), tokens.orElse(operator.tokens())),
          operator.dollars().min(dollars.orElse(operator.dollars())),
          operator.threadDollars(),
          operator.repositoryDollarsPerDay(),
          less(operator.consecutiveBlocks(), consecutiveBlocks),
          less(operator.totalBlocks(), totalBlocks));
    }

    SandboxPolicy meet(SandboxPolicy operator) {
      return new SandboxPolicy(
          operator.required(),
          operator.network(),
          less(operator.commandSeconds(), commandSeconds),
          less(operator.memoryMegabytes(), memoryMegabytes),
          operator.outputBytes());
    }

    private static int less(int operator, Optional<Long> repository) {
      return Math.toIntExact(Math.min(operator, repository.orElse((long) operator)));
    }
  }
}
