package dev.gatehand.forge;

import dev.gatehand.gate.PolicyExamples;
import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.policy.Tightening;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policy of each repository: the operator's, tightened by what the repository's default branch
 * says at this moment. A pull request's head has no say, and neither has anything in a workspace.
 */
public final class RepositoryPolicies {
  private static final int LARGEST = 256 * 1024;
  private static final int KEPT = 200;
  private static final Duration TOLD = Duration.ofMinutes(1);
  private final Forge forge;
  private final Policy operator;
  private final InstantSource clock;
  private final Map<RepoRef, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Policy policy, Instant until) {}

  /** By text: most looks find the file of the last look, and its examples need not run again. */
  private final Map<String, Policy> read =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Policy> eldest) {
          return size() > KEPT;
        }
      };

  public RepositoryPolicies(Forge forge, Policy operator, InstantSource clock) {
    this.forge = forge;
    this.operator = operator;
    this.clock = clock;
  }

  /** What the operator says, for what concerns no repository. */
  public Policy operator() {
    return operator;
  }

  /**
   * What holds in a repository now.
   *
   * @throws PolicyInvalid when the repository's own file cannot be used: it says what is wrong with
   *     it, line by line; nobody may guess that it would have tightened nothing
   */
  public Policy of(RepoRef repository) {
    Policy policy =
        forge
            .file(repository, Tightening.FILE, LARGEST)
            .map(RepositoryPolicies::text)
            .map(this::tightened)
            .orElse(operator);
    seen.put(repository, new Seen(policy, clock.instant().plus(TOLD)));
    return policy;
  }

  /**
   * For what is only told, and for what follows {@link #of} at once: as it stood a minute ago at
   * most, so that not every edit of a comment asks for it; and the operator's where the
   * repository's file cannot be used.
   */
  public Policy orOperators(RepoRef repository) {
    Seen last = seen.get(repository);
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.policy();
    }
    try {
      return of(repository);
    } catch (PolicyInvalid e) {
      seen.put(repository, new Seen(operator, clock.instant().plus(TOLD)));
      return operator;
    }
  }

  private Policy tightened(String text) {
    synchronized (read) {
      Policy known = read.get(text);
      if (known != null) {
        return known;
      }
    }
    Tightening own = new PolicyReader().tightening(text, Tightening.FILE);
    Policy policy = PolicyExamples.checked(operator.tightenedBy(own));
    synchronized (read) {
      read.put(text, policy);
    }
    return policy;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new PolicyInvalid(List.of(new Complaint(Tightening.FILE, 1, "it is not UTF-8")));
    }
  }
}
