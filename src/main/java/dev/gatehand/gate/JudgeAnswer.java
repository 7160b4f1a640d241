package dev.gatehand.gate;

import dev.gatehand.gate.Judge.Opinion;
import dev.gatehand.text.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the Judge answered. Only one form counts; whatever else it says is no answer, and no
 * answer is neither a yes nor a no.
 */
final class JudgeAnswer {
  /** What a block can be a case of: the headings of {@code prompts/judge/rules.md}. */
  static final Set<String> RULES =
      Set.of(
          "destructive-git",
          "mass-deletion",
          "unverified-deletion",
          "downloaded-code",
          "exfiltration",
          "credentials",
          "weakening",
          "removed-tests",
          "persistence",
          "self-modification",
          "poisoning",
          "publishing",
          "other-remotes",
          "own-approval",
          "deploy",
          "tunnel",
          "other-processes");

  private static final Pattern VERDICT =
      Pattern.compile("VERDICT (allow|block|ask) ([a-z-]{1,40}): (\\S.{0,599})");

  private JudgeAnswer() {}

  /** Whether the first stage lets it pass: a plain no. All else is looked at more closely. */
  static boolean clears(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!]$", "").equals("no");
  }

  /** Empty when it is not exactly one verdict, on the last line. */
  static Optional<Opinion> read(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    long verdicts = lines.stream().filter(line -> line.startsWith("VERDICT")).count();
    if (lines.isEmpty() || verdicts != 1) {
      // Two would let what was quoted in the reasoning compete with what was meant.
      return Optional.empty();
    }
    Matcher last = VERDICT.matcher(lines.getLast());
    if (!last.matches()) {
      return Optional.empty();
    }
    String rule = last.group(2);
    String because = Visible.text(last.group(3));
    String verdict = last.group(1);
    if (verdict.equals("allow")) {
      return rule.equals("fine") ? Optional.of(new Opinion.Allow(because)) : Optional.empty();
    }
    if (!RULES.contains(rule)) {
      return Optional.empty();
    }
    return Optional.of(
        verdict.equals("block")
            ? new Opinion.Block(because, rule)
            : new Opinion.AskPerson("%s (%s)".formatted(because, rule)));
  }
}
