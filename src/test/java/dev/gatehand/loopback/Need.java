package dev.gatehand.loopback;

import dev.gatehand.loopback.Token.Level;
import java.util.List;

/**
 * What a request needs.
 *
 * @param permissions of an installation or a fine-grained token, one of which is enough; empty:
 *     none
 * @param access of a person, whatever the token is
 */
record Need(List<String> permissions, Level level, Access access) {
  static final Need NOTHING = new Need(List.of(), Level.NONE, Access.NONE);

  static Need read(String... permissions) {
    return new Need(List.of(permissions), Level.READ, Access.READ);
  }

  /** What everybody may do who reads: talk. */
  static Need talk(String... permissions) {
    return new Need(List.of(permissions), Level.WRITE, Access.READ);
  }

  static Need write(Access access, String... permissions) {
    return new Need(List.of(permissions), Level.WRITE, access);
  }

  /** Throws unless this token may do so in this repository (null: nobody asks). */
  void check(Token token, Repo repo) {
    if (token == null) {
      checkNobody(repo);
      return;
    }
    if (token.ofInstallation()) {
      checkInstallation(token, repo);
      return;
    }
    Access own = repo.accessOf(token.user());
    if (!own.atLeast(Access.READ) || (!repo.isPublic() && !token.reaches(repo))) {
      throw Refused.notFound();
    }
    if (!own.atLeast(access)) {
      throw Refused.notYours();
    }
    if (!granted(token) && !(repo.isPublic() && level == Level.READ)) {
      throw Refused.of(403, "Resource not accessible by personal access token");
    }
  }

  private void checkNobody(Repo repo) {
    if (!repo.isPublic()) {
      throw Refused.notFound();
    }
    if (level != Level.READ || access.atLeast(Access.WRITE)) {
      throw Refused.of(401, "Requires authentication");
    }
  }

  private void checkInstallation(Token token, Repo repo) {
    boolean harmless = repo.isPublic() && level == Level.READ;
    if (!token.reaches(repo)) {
      if (!repo.isPublic()) {
        throw Refused.notFound();
      }
      if (!harmless || access.atLeast(Access.WRITE)) {
        throw Refused.notForIntegrations();
      }
      return;
    }
    if (!granted(token) && !harmless) {
      throw Refused.notForIntegrations();
    }
  }

  private boolean granted(Token token) {
    return permissions.isEmpty() || permissions.stream().anyMatch(it -> token.grants(it, level));
  }
}
