package dev.gatehand.loopback;

/** An account, by its number. */
record User(long id, String login, Type type) {
  enum Type {
    USER("User"),
    BOT("Bot"),
    ORGANIZATION("Organization");

    final String shown;

    Type(String shown) {
      this.shown = shown;
    }
  }
}
