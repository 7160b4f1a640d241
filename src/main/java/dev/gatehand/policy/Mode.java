package dev.gatehand.policy;

/** How much the agent may do alone, most careful first. */
public enum Mode {
  /** Reads only; the plan is posted. */
  PLAN,
  /** Every write and every command is asked. */
  ASK,
  /** Edits in the workspace pass, commands are asked. */
  ACCEPT_EDITS,
  /** The gate decides. */
  AUTO
}
