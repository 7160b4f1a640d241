package dev.gatehand.policy;

/** What a rule says, mildest first: of several that match, the strictest wins. */
public enum Decision {
  PERMIT,
  ASK,
  BLOCK,
  FORBID
}
