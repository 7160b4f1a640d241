package dev.gatehand.gate;

/** Judges actions. The only source of Permits. */
public final class Gate {
  private final Judge judge;

  public Gate(Judge judge) {
    this.judge = judge;
  }

  /** Judges an action for which nobody has been asked. */
  public Verdict judge(Action action, Situation situation) {
    return new Verdict.Undecided("the gate has no rules yet; its judge is " + judge);
  }

  /**
   * Judges an action that a person approved. What is forbidden stays forbidden, and a grant whose
   * fingerprint is not that of this action in this situation is worth nothing.
   */
  public Verdict judge(Action action, Situation situation, Grant grant) {
    return judge(action, situation);
  }

  /**
   * What is the same when an action is tried again: kind, text and paths, not tree or time. Used to
   * notice that a blocked action came back.
   */
  public static String subject(Action action) {
    return action.toString();
  }
}
