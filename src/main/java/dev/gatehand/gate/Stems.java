package dev.gatehand.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What must stand in a text, in lower case, for an expression to be found in it: one of these
 * stems. Read off the expression itself, so that the two cannot part; searching a text for stems is
 * many times faster than searching it for an expression with dozens of branches.
 *
 * @param any one of them must be there; empty: nothing can be said, every text has to be searched
 */
record Stems(List<String> any) {
  private static final int SHORTEST = 2;

  /** Of the syntax, as the tables use it; what it does not know ends a stem. */
  static Stems of(String expression) {
    Set<String> found = new Reader(expression).choice();
    return new Stems(found == null ? List.of() : List.copyOf(found));
  }

  boolean mayBeIn(String lowerCase) {
    if (any.isEmpty()) {
      return true;
    }
    for (String stem : any) {
      if (lowerCase.contains(stem)) {
        return true;
      }
    }
    return false;
  }

  /** Goes through an expression once. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    /** Branches up to a bracket or the end; null: one of them needs nothing in particular. */
    @org.jspecify.annotations.Nullable
    Set<String> choice() {
      Set<String> all = new HashSet<>();
      boolean open = false;
      while (true) {
        Set<String> branch = sequence();
        open |= branch == null;
        if (branch != null) {
          all.addAll(branch);
        }
        if (at >= text.length() || text.charAt(at) == ')') {
          return open ? null : all;
        }
        at++;
      }
    }

    /** The best of what all of a branch needs. */
    private @org.jspecify.annotations.Nullable Set<String> sequence() {
      List<Set<String>> needed = new ArrayList<>();
      StringBuilder run = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
        char c = text.charAt(at);
        if (c == '(') {
          end(run, needed);
          Set<String> group = group();
          if (!isOptional() && group != null) {
            needed.add(group);
          }
          quantifier();
        } else if (c == '[') {
          end(run, needed);
          bracket();
          quantifier();
        } else if (c == '\\' && !isLiteral(text.charAt(at + 1))) {
          end(run, needed);
          at += 2;
          quantifier();
        } else if (c == '.' || c == '^' || c == '$') {
          end(run, needed);
          at++;
          quantifier();
        } else {
          at += c == '\\' ? 1 : 0;
          char literal = text.charAt(at++);
          boolean repeats = at < text.length() && "?*+{".indexOf(text.charAt(at)) >= 0;
          if (!isOptional()) {
            run.append(literal);
          }
          if (repeats) {
            end(run, needed);
            quantifier();
          }
        }
      }
      end(run, needed);
      return best(needed);
    }

    private static void end(StringBuilder run, List<Set<String>> needed) {
      if (run.length() >= SHORTEST) {
        needed.add(Set.of(run.toString().toLowerCase(Locale.ROOT)));
      }
      run.setLength(0);
    }

    private static @org.jspecify.annotations.Nullable Set<String> best(List<Set<String>> needed) {
      Set<String> best = null;
      for (Set<String> each : needed) {
        best = best == null || shortest(each) > shortest(best) ? each : best;
      }
      return best;
    }

    private static int shortest(Set<String> stems) {
      return stems.stream().mapToInt(String::length).min().orElse(0);
    }

    /** What looks around needs nothing at this place. */
    private @org.jspecify.annotations.Nullable Set<String> group() {
      at++;
      boolean looks =
          text.startsWith("?=", at) || text.startsWith("?!", at) || text.startsWith("?<", at);
      if (text.startsWith("?i)", at)) {
        at += 3;
        return null;
      }
      if (looks) {
        at += text.startsWith("?<", at) ? 3 : 2;
      } else if (text.startsWith("?:", at)) {
        at += 2;
      } else if (text.startsWith("?i:", at)) {
        at += 3;
      }
      Set<String> inside = choice();
      at++;
      return looks ? null : inside;
    }

    private void bracket() {
      at++;
      if (text.charAt(at) == '^') {
        at++;
      }
      boolean first = true;
      while (first || text.charAt(at) != ']') {
        first = false;
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    private static boolean isLiteral(char escaped) {
      return !Character.isLetterOrDigit(escaped);
    }

    private boolean isOptional() {
      return at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == '*' || text.startsWith("{0", at));
    }

    private void quantifier() {
      if (at < text.length() && text.charAt(at) == '{') {
        at = text.indexOf('}', at) + 1;
      } else if (at < text.length() && "?*+".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else {
        return;
      }
      if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == '+')) {
        at++;
      }
    }
  }
}
