package dev.gatehand.policy;

import java.util.List;

/** What may stand at a place of a policy file. {@link PolicyKeys} is the table of all of them. */
sealed interface Shape {

  /** One of a few words, written without quotes. */
  record Word(List<String> words) implements Shape {}

  /** A text of one to {@code most} characters. */
  record Text(int most) implements Shape {}

  /** A name of a rule or a protected path. */
  record Name() implements Shape {}

  /** A text that a regular expression matches whole; {@code needed} says it in words. */
  record Like(String expression, String needed) implements Shape {}

  /** {@code true} or {@code false}: not {@code yes}, which YAML versions read differently. */
  record Flag() implements Shape {}

  record Whole(long least, long most) implements Shape {}

  /** An amount with at most two decimals. */
  record Money(int most) implements Shape {}

  /** A whole number with m, h or d behind it. */
  record Span() implements Shape {}

  /** Five unix fields. */
  record Cron() implements Shape {}

  /** A zone of the IANA database. */
  record Zone() implements Shape {}

  record ListOf(Shape element, int most) implements Shape {}

  /** The word alone, or a list. */
  record WordOrList(String word, ListOf list) implements Shape {}

  /** Named keys and nothing else. */
  record Keys(List<Key> keys) implements Shape {}

  /** {@code effect} and the attributes that this effect has. */
  record Pattern() implements Shape {}

  /**
   * One key.
   *
   * @param name as it is written
   * @param shape what stands behind it
   * @param presence whether it may be left out, and what it then is
   * @param example what to write when it is wrong or missing
   */
  record Key(String name, Shape shape, Presence presence, String example) {}

  /** Whether a key may be left out. */
  sealed interface Presence {
    record Required() implements Presence {}

    /** May be left out, and then says nothing. */
    record Silent() implements Presence {}

    /** May be left out, and then is {@code value}: the only defaults there are. */
    record Else(Object value) implements Presence {}
  }
}
