package dev.gatehand.agent;

import dev.gatehand.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What can be told without a model of a text that may have been written to steer the agent. No list
 * of phrases is complete: what is found here is sure enough to be said, what is not found is not
 * thereby clean.
 */
final class InjectionSigns {
  private static final int ENOUGH_HIDDEN = 8;

  /** Phrases by what they are a sign of; matched in lower case, hidden characters taken out. */
  private static final Map<String, Pattern> PHRASES =
      new TreeMap<>(
          Map.of(
              "it tells the reader to ignore its instructions",
              phrase(
                  "\\b(ignore|disregard|forget|override|bypass)\\b.{0,40}\\b(previous|prior|above"
                      + "|earlier|all|any|your|these|existing|original)\\b.{0,40}"
                      + "\\b(instructions?|prompts?|rules|directions|guidelines|guardrails)\\b"),
              "it brings instructions of its own",
              phrase("\\b(new|updated|real|actual|revised) (system )?(instructions?|prompt) ?:"),
              "it gives the reader another role",
              phrase(
                  "\\byou are (now|no longer)\\b.{0,60}\\b(assistant|agent|ai|model|mode|role"
                      + "|jailbroken|unrestricted|developer)\\b"),
              "it imitates the marks of a conversation",
              phrase(
                  "<[ |](im_start|im_end|system|endoftext)[ |]>|\\[/?inst\\]|<<sys>>"
                      + "|</?(system-reminder|system_prompt|system-prompt)>"),
              "it speaks to an AI agent",
              phrase(
                  "\\b(attention|important|notes?|messages?|notice|instructions?|hey|hello|dear)\\b"
                      + ".{0,20}\\b(ai|llm|language model|coding agents?|ai assistant|claude|chatgpt"
                      + "|copilot|gemini|codex)\\b"),
              "it orders an AI agent about",
              phrase(
                  "\\b(ai|llm|coding|autonomous)[ -]?(agents?|assistants?|models?|bots?)\\b.{0,60}"
                      + "\\b(must|should|shall|need to|have to|are required to)\\b.{0,80}\\b(run"
                      + "|execute|install|fetch|download|push|send|post|upload|delete|approve|merge"
                      + "|commit|ignore|disregard|print|reveal|include)\\b"),
              "it wants something kept from people",
              phrase(
                  "\\b(do not|don't|never|without) (tell|telling|inform|informing|mention"
                      + "|mentioning|alert|alerting|show|notify)\\b.{0,30}\\b(the )?(users?|humans?"
                      + "|maintainers?|reviewers?|operators?|people|anyone)\\b")));

  /** Somebody who could be an agent is addressed, and something is wanted, close together. */
  private static final Pattern ADDRESS =
      phrase(
          "\\b(ai|llm|agents?|assistants?|chatbots?|claude|gpt|chatgpt|copilot|gemini|codex"
              + "|language models?)\\b.{0,200}\\b(must|should|shall|please|do not|don't|never|always"
              + "|immediately|instead|first|need to|required)\\b");

  /** A long run of letters that may hold words in another coding. */
  private static final Pattern CODED = Pattern.compile("[A-Za-z0-9+/=_-]{400,}");

  private InjectionSigns() {}

  /** What speaks for an attempt, in our words; empty when nothing does. */
  static List<String> in(String text) {
    List<String> signs = new ArrayList<>();
    hidden(text).ifPresent(signs::add);
    String plain = plain(text);
    PHRASES.forEach(
        (sign, phrase) -> {
          if (phrase.matcher(plain).find()) {
            signs.add(sign);
          }
        });
    return signs;
  }

  /** Whether somebody with judgement should look, although nothing speaks for an attempt. */
  static boolean deservesALook(String text) {
    return ADDRESS.matcher(plain(text)).find() || CODED.matcher(text).find();
  }

  private static Optional<String> hidden(String text) {
    long tricks = 0;
    long others = 0;
    for (int point : text.codePoints().toArray()) {
      if (isTrick(point)) {
        tricks++;
      } else if (point != 0xFEFF
          && Character.getType(point) == Character.FORMAT
          && Visible.isInvisible(point)) {
        others++;
      }
    }
    return tricks > 0 || others >= ENOUGH_HIDDEN
        ? Optional.of("%d hidden characters".formatted(tricks + others))
        : Optional.empty();
  }

  /** Tags spell words that no reader sees; overrides change the order of what is read. */
  private static boolean isTrick(int point) {
    return (point >= 0xE0000 && point <= 0xE007F)
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  /** As a model would read it: lower case, one line, hidden characters gone, tags as letters. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean space = true;
    for (int point : text.codePoints().toArray()) {
      if (point > 0xE0020 && point < 0xE007F) {
        plain.appendCodePoint(Character.toLowerCase(point - 0xE0000));
        space = false;
      } else if (Character.isWhitespace(point) || point == '|' || point == '*' || point == '#') {
        if (!space) {
          plain.append(' ');
        }
        space = true;
      } else if (!Visible.isInvisible(point)) {
        plain.appendCodePoint(Character.toLowerCase(point));
        space = false;
      }
    }
    return plain.toString();
  }

  private static Pattern phrase(String regex) {
    return Pattern.compile(regex);
  }
}
