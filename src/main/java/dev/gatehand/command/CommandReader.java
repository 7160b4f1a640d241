package dev.gatehand.command;

/** Reads a comment's body: a closed grammar, no options, nothing that looks like configuration. */
public final class CommandReader {
  public Heard read(String body) {
    return body.startsWith("/agent help")
        ? new Heard.Understood(new Command.Help())
        : new Heard.Nothing();
  }
}
