package dev.gatehand.forge;

/** The embedded forge will not do what was asked; the message is a sentence for people. */
public final class HostedRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Why why;

  public HostedRefusal(Why why, String sentence) {
    super(sentence);
    this.why = why;
  }

  public Why why() {
    return why;
  }

  /** What kind of no it is. */
  public enum Why {
    NOT_THERE,
    NOT_ALLOWED,
    NOT_NOW,
    NOT_VALID
  }
}
