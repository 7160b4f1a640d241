package dev.gatehand.forge;

import java.net.URI;

/**
 * How Gatehand itself reaches a repository with git; never given to a sandbox.
 *
 * @param user empty: no authentication
 * @param secret a token for this one repository; not in {@code toString}
 */
public record GitAccess(URI url, String user, String secret) {
  @Override
  public String toString() {
    return "GitAccess[" + url + "]";
  }
}
