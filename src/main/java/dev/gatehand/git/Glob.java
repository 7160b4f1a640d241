package dev.gatehand.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One segment of a pattern of {@code .gitignore}. Patterns come from the agent: matching goes back
 * to the last star only, so that no pattern takes more than length times length steps. (A regular
 * expression made from {@code *a*a*a*a*b} would take years.)
 */
final class Glob {
  /** What each character must be; empty: any number of any. */
  private final List<Optional<IntPredicate>> tokens;

  private Glob(List<Optional<IntPredicate>> tokens) {
    this.tokens = tokens;
  }

  /** Empty when git would never match it: an open bracket, a last backslash. */
  static Optional<Glob> of(String pattern) {
    List<Optional<IntPredicate>> tokens = new ArrayList<>();
    for (int i = 0; i < pattern.length(); ) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> {
          if (tokens.isEmpty() || tokens.getLast().isPresent()) {
            tokens.add(Optional.empty());
          }
          i++;
        }
        case '?' -> {
          tokens.add(Optional.of(any -> true));
          i++;
        }
        case '\\' -> {
          if (i + 1 == pattern.length()) {
            return Optional.empty();
          }
          tokens.add(is(pattern.charAt(i + 1)));
          i += 2;
        }
        case '[' -> {
          var bracket = new GlobBracket(pattern, i + 1);
          Optional<IntPredicate> set = bracket.read();
          if (set.isEmpty()) {
            return Optional.empty();
          }
          tokens.add(set);
          i = bracket.end();
        }
        default -> {
          tokens.add(is(c));
          i++;
        }
      }
    }
    return Optional.of(new Glob(tokens));
  }

  boolean matches(String name) {
    int token = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    while (at < name.length()) {
      if (token < tokens.size() && tokens.get(token).isEmpty()) {
        star = token++;
        starAt = at;
      } else if (token < tokens.size() && tokens.get(token).get().test(name.charAt(at))) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (token < tokens.size() && tokens.get(token).isEmpty()) {
      token++;
    }
    return token == tokens.size();
  }

  private static Optional<IntPredicate> is(char c) {
    return Optional.of(other -> other == c);
  }
}
