package dev.gatehand;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Role;
import java.util.Locale;

/** The people of an embedded forge that an operator sets up by a setting. */
final class People {
  private People() {}

  /** {@code login:role} pairs, comma separated, admitted to every repository of the folder. */
  static void admit(Assembly assembly, String setting) {
    if (setting.isBlank()) {
      return;
    }
    for (String entry : setting.split(",", -1)) {
      int colon = entry.indexOf(':');
      if (colon < 1) {
        throw new WrongSetting(
            "gatehand.embedded.people has \""
                + entry.strip()
                + "\"; write login:role, e.g. alice:maintain.");
      }
      String login = entry.substring(0, colon).strip();
      Role role = role(entry.substring(colon + 1).strip());
      for (RepoRef repository : assembly.repositories().all()) {
        assembly.embedded().admit(repository, login, role);
      }
    }
  }

  private static Role role(String word) {
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
        return role;
      }
    }
    throw new WrongSetting(
        "gatehand.embedded.people has the role \""
            + word
            + "\"; it can be admin, maintain, write, read or none.");
  }
}
