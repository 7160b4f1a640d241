package dev.gatehand.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operand or the value of an option is to a command. The knowledge files write the kind in
 * lower case, with what it needs to know after a colon: {@code inline:python}.
 *
 * @param argument a language, an area or empty
 */
record Role(Kind kind, String argument) {

  static final Role TEXT = new Role(Kind.TEXT, "");

  /** The kinds. */
  enum Kind {
    /** Only text: it changes nothing. */
    TEXT,
    READ,
    LIST,
    /** A revision, a path, or {@code revision:path}: what it names in Git's store is printed. */
    OBJECT,
    WRITE,
    APPEND,
    TRUNCATE,
    DELETE,
    MOVE,
    LINK,
    METADATA,
    EXECUTE,
    /** Read and written in place. */
    UPDATE,
    /** A folder in which or below which files are written. */
    OUTDIR,
    /** A folder that the command takes as its working directory. */
    FOLDER,
    HOST,
    /** Something is fetched from it. */
    URL,
    /** Something is sent to it. */
    SENDURL,
    /** A path, or host:path. */
    FROM,
    /** A path, or host:path, that is written. */
    TO,
    /** This word and all after it are a command of their own. */
    COMMAND,
    /** This word and all after it are joined and given to a shell. */
    SHELL,
    /** This word and all after it are one statement of redis. */
    REDIS,
    /** Words of a command in one string. */
    SPLIT,
    /** Code of a language. */
    INLINE,
    /** A file with code of a language. */
    SCRIPT,
    /** What is sent, {@code @file} for a file. */
    DATA,
    /** name=@file or name=value. */
    FORM,
    /** {@code name=value} of a setting; where the setting is run, the value is code. */
    SETTING,
    /** A word that only with care may hold something unknown: opaque when it does. */
    CONFIG,
    /** A package by name; a path is the project's own. */
    PACKAGE,
    /** name=value words in front of a command. */
    ASSIGNMENT;

    static @Nullable Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(id)) {
          return kind;
        }
      }
      return null;
    }
  }

  /** The role written so, or null. */
  static @Nullable Role of(String text) {
    int colon = text.indexOf(':');
    Kind kind = Kind.of(colon < 0 ? text : text.substring(0, colon));
    return kind == null ? null : new Role(kind, colon < 0 ? "" : text.substring(colon + 1));
  }

  /** Whether giving this word may do more than read or print. */
  boolean isHarmless() {
    return switch (kind) {
      case TEXT, READ, LIST, OBJECT, FOLDER, ASSIGNMENT -> true;
      case WRITE, APPEND, TRUNCATE, DELETE, MOVE, LINK, METADATA, EXECUTE, UPDATE, OUTDIR -> false;
      case HOST, URL, SENDURL, FROM, TO, COMMAND, SHELL, SPLIT, INLINE, SCRIPT -> false;
      case DATA, FORM, CONFIG, PACKAGE, REDIS, SETTING -> false;
    };
  }
}
