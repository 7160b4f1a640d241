package dev.gatehand.shell;

/** How what is read is quoted, which decides what is special in it. */
enum Quoting {
  /** Not at all. */
  NONE,
  /** Between double quotes. */
  DOUBLE,
  /** In a here-document: like double quotes, but these themselves are just text. */
  HERE_DOCUMENT,
  /** In arithmetic or inside an expansion: like double quotes, but not directly between them. */
  NESTED;

  boolean isQuoted() {
    return this != NONE;
  }

  /** Whether a backslash before the character takes its meaning away, and disappears. */
  boolean escapes(char c) {
    return switch (c) {
      case '$', '`', '\\' -> true;
      case '"' -> this != HERE_DOCUMENT;
      default -> this == NONE;
    };
  }
}
