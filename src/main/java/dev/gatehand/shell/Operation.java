package dev.gatehand.shell;

import org.jspecify.annotations.Nullable;

/** What is done to the value of a parameter before it is used. */
public sealed interface Operation {

  /** Nothing. */
  record Plain() implements Operation {}

  /** {@code ${#name}} */
  record Length() implements Operation {}

  /** {@code ${!name@}}, {@code ${!name*}}: the names of variables that begin with the name. */
  record NamesWithPrefix() implements Operation {}

  /** {@code ${!name[@]}}: the keys of an array. */
  record Keys() implements Operation {}

  /**
   * {@code ${name:-word}} and its kin.
   *
   * @param alsoEmpty with the colon: an empty value counts as unset
   */
  record WhenUnset(Unset then, boolean alsoEmpty, Word word) implements Operation {}

  /** What {@link WhenUnset} does. */
  enum Unset {
    /** {@code -} */
    USE,
    /** {@code =}: the word is assigned to the variable, too. */
    ASSIGN,
    /** {@code ?} */
    FAIL,
    /** {@code +}: the word is used when the variable <em>is</em> set. */
    USE_IF_SET
  }

  /** {@code ${name:offset:length}} */
  record Substring(Arithmetic offset, @Nullable Arithmetic length) implements Operation {}

  /** {@code ${name#pattern}}, {@code ##}, {@code %}, {@code %%} */
  record Trim(String operator, Word pattern) implements Operation {}

  /** {@code ${name/pattern/with}}; the operator is one of {@code / // /# /%}. */
  record Replace(String operator, Word pattern, Word with) implements Operation {}

  /** {@code ${name^pattern}}, {@code ^^}, {@code ,}, {@code ,,}, {@code ~}, {@code ~~} */
  record ChangeCase(String operator, Word pattern) implements Operation {}

  /** {@code ${name@P}} and its kin; {@code P} runs the substitutions in the value. */
  record Transform(char letter) implements Operation {}
}
