package dev.gatehand.loopback;

/** An account, by its number. */
record User(long id, String login, Type type) {
  /** Whatever it is called meanwhile. */
  @Override
  public boolean equals(Object other) {
    return other instanceof User user && user.id == id;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

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
