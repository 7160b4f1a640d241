package dev.gatehand.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes the output of a hostile program plain text: it is printed in terminals and in the logs of
 * build machines, where control sequences rewrite the screen and {@code ::set-output} is an order.
 */
final class PlainText {
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]{0,2000}"
              + "(?:\u0007|\u009c|\u001b\\\\)"
              + "|\u001b[ -/]*[0-Z\\\\^-~]");

  private static final Pattern LINE_END = Pattern.compile("\r\n?");
  private static final Pattern CONTROL =
      Pattern.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]");

  /** Names only: {@code ::std::vector} at the start of a line is ordinary C++. */
  private static final Pattern WORKFLOW_COMMAND =
      Pattern.compile(
          "^([\\h]*):(?=:(?:[a-z]+-[a-z-]+|debug|notice|warning|error|group|endgroup|echo)\\b)",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private PlainText() {}

  /** Invalid UTF-8 becomes U+FFFD. */
  static String of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    text = SEQUENCE.matcher(text).replaceAll("");
    text = LINE_END.matcher(text).replaceAll("\n");
    text = CONTROL.matcher(text).replaceAll("");
    text = WORKFLOW_COMMAND.matcher(text).replaceAll("$1: ");
    return text.replace("##[", "## [");
  }
}
