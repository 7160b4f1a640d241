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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policy of each repository: the operator's, tightened by what the repository's default branch
 * says at this moment. A pull request's head has no say, and neither has anything in a workspace.
 */
public final class RepositoryPolicies {
  private static final int LARGEST = 256 * 1024;
  private static final int KEPT = 200;
  private final Forge forge;
  private final Policy operator;

  /** By text: most looks find the file of the last look, and its examples need not run again. */
  private final Map<String, Policy> read =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Policy> eldest) {
          return size() > KEPT;
        }
      };

  public RepositoryPolicies(Forge forge, Policy operator) {
    this.forge = forge;
    this.operator = operator;
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
    return forge
        .file(repository, Tightening.FILE, LARGEST)
        .map(RepositoryPolicies::text)
        .map(this::tightened)
        .orElse(operator);
  }

  /** The same for what is only told: the operator's where the repository's file cannot be used. */
  public Policy orOperators(RepoRef repository) {
    try {
      return of(repository);
    } catch (PolicyInvalid e) {
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
