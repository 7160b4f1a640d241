package dev.gatehand.loopback;

import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * A GitHub App as it is registered here.
 *
 * @param user its bot account, {@code slug[bot]}
 * @param permissions what it asks for at most, e.g. {@code issues=write}
 * @param key the public half of its private key: its JWTs must be signed by the other
 */
record App(
    long id,
    String slug,
    User owner,
    User user,
    Map<String, String> permissions,
    Set<String> events,
    PublicKey key) {
  /** Where it is installed: for an account, on some of its repositories. */
  record Installation(long id, App app, User account, Set<Repo> repositories) {}
}
