package dev.gatehand.gate;

/** The kinds of entry that git knows. */
public enum FileMode {
  REGULAR,
  EXECUTABLE,
  SYMLINK,
  SUBMODULE
}
