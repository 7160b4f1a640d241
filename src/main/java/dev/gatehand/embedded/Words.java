package dev.gatehand.embedded;

import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.forge.HostedRefusal.Why;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people may call themselves and write: bounds only, the content stays as it was given. */
final class Words {
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_TEXT = 65_536;
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}(\\[bot])?");

  private Words() {}

  static String login(String login) {
    if (!LOGIN.matcher(login).matches()) {
      throw new HostedRefusal(
          Why.NOT_VALID,
          "`" + brief(login) + "` cannot be a login: letters, digits and dashes, at most 39.");
    }
    return login;
  }

  static String title(String title) {
    if (title.isBlank() || title.length() > LONGEST_TITLE || title.lines().count() > 1) {
      throw new HostedRefusal(
          Why.NOT_VALID, "A title is one line of 1 to " + LONGEST_TITLE + " characters.");
    }
    return title.strip();
  }

  /** The text of a comment: not empty. */
  static String said(String text) {
    if (text.isBlank()) {
      throw new HostedRefusal(Why.NOT_VALID, "A comment needs some text.");
    }
    return text(text);
  }

  static String text(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new HostedRefusal(
          Why.NOT_VALID,
          "That text has " + text.length() + " characters; at most " + LONGEST_TEXT + " fit.");
    }
    return text;
  }

  static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
