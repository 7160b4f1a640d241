package dev.gatehand.github;

import dev.gatehand.forge.RepoRef;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and as whom, as the operator set it.
 *
 * @param cloneUrl with {@code {owner}} and {@code {repo}}
 * @param repositories no other is worked on; empty: all that an app is installed on, or that GitHub
 *     tells of
 */
public record GitHubSettings(
    Endpoint endpoint,
    Credential credential,
    Optional<String> cloneUrl,
    List<RepoRef> repositories,
    Hearing hearing) {
  public GitHubSettings {
    repositories = List.copyOf(repositories);
  }

  /**
   * How Gatehand hears.
   *
   * @param secret of the webhook; there unless only polled
   * @param pollEvery how often each repository is looked at
   * @param maximumAge what was said longer ago is not taken up
   */
  public record Hearing(How how, Optional<byte[]> secret, Duration pollEvery, Duration maximumAge) {
    /** By what. */
    public enum How {
      WEBHOOKS,
      POLLING,
      BOTH
    }

    public boolean polls() {
      return how != How.WEBHOOKS;
    }

    @Override
    public String toString() {
      return "Hearing[" + how + "]";
    }
  }

  /** As whom Gatehand speaks. */
  public sealed interface Credential {
    record Token(Secret token) implements Credential {}

    /**
     * @param id of the app, or its client id
     */
    record App(String id, PrivateKey key) implements Credential {
      @Override
      public String toString() {
        return "App[" + id + "]";
      }

      /**
       * @param pem the private key as GitHub gave it
       * @throws IllegalArgumentException in words, when there is no key in it
       */
      public static App of(String id, String pem) {
        if (!id.matches("[A-Za-z0-9.]{1,64}")) {
          throw new IllegalArgumentException("the app id is not one: it is a number");
        }
        return new App(id, AppJwt.key(pem));
      }
    }
  }
}
