package dev.gatehand.loopback;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a caller shows.
 *
 * @param installation null for a personal token
 * @param repositories empty: all that the account or the installation reaches
 * @param permissions null: everything that the account may do (a classic token)
 * @param expires null: never
 */
record Token(
    String value,
    User user,
    App.Installation installation,
    Set<Repo> repositories,
    Map<String, String> permissions,
    Instant expires) {
  boolean ofInstallation() {
    return installation != null;
  }

  boolean reaches(Repo repo) {
    if (ofInstallation() && !installation.repositories().contains(repo)) {
      return false;
    }
    return repositories.isEmpty() || repositories.contains(repo);
  }

  /** Whether it grants this permission at this level, whatever its account may do. */
  boolean grants(String permission, Level level) {
    if (permissions == null) {
      return true;
    }
    Level given = Level.of(permissions.getOrDefault(permission, "none"));
    return given.compareTo(level) >= 0;
  }

  Written.Hand hand() {
    return new Written.Hand(user, ofInstallation() ? installation.app() : null);
  }

  @Override
  public String toString() {
    return "a token of " + user.login();
  }

  /** How far a permission goes. */
  enum Level {
    NONE,
    READ,
    WRITE,
    ADMIN;

    static Level of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
