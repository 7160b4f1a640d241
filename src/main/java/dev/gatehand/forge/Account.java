package dev.gatehand.forge;

/**
 * Somebody at the forge. The numeric id decides who it is; the login is a name that can be given
 * away and taken by somebody else.
 */
public record Account(long id, String login, Kind kind) {
  /** Whether a person or a program speaks. */
  public enum Kind {
    PERSON,
    BOT
  }

  public boolean is(Account other) {
    return id == other.id;
  }
}
