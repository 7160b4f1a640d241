package dev.gatehand.forge;

/** Receipts on a comment. */
public enum Reaction {
  /** Seen. */
  EYES,
  /** Running. */
  ROCKET,
  /** Done. */
  THUMBS_UP,
  /** Not understood. */
  CONFUSED,
  /** Not allowed. */
  THUMBS_DOWN
}
