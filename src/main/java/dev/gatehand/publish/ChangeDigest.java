package dev.gatehand.publish;

import dev.gatehand.escalation.Shown;
import dev.gatehand.workspace.Checkout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names what a set of changes does to its files, whatever else happened to the base: the same
 * clean-up of the same files has the same digest next month.
 */
final class ChangeDigest {
  private ChangeDigest() {}

  /** {@code changes} sorted by path, as a checkout gives them. */
  static String of(List<Checkout.Change> changes) {
    StringBuilder lines = new StringBuilder();
    for (Checkout.Change change : changes) {
      // A path has no line break: RepoPath refuses one.
      lines
          .append(change.path().value())
          .append('\n')
          .append(Shown.digest(change.before()))
          .append('\n')
          .append(Shown.digest(change.after()))
          .append('\n');
    }
    return of(lines.toString());
  }

  /** Of a text. */
  static String of(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
