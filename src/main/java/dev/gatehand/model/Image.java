package dev.gatehand.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture that a model is shown beside words. Hostile, as the words of a thread are: whoever
 * writes there chooses what stands in it.
 *
 * @param mediaType one that models take, e.g. {@code image/png}
 * @param base64 its bytes
 */
public record Image(String mediaType, String base64) {

  /**
   * What these bytes say that they are. Neither a name nor the header of an answer is asked, which
   * the author of the thread can have chosen; empty when it is no kind that models take.
   */
  public static Optional<Image> of(byte[] bytes) {
    return kind(bytes).map(kind -> new Image(kind, Base64.getEncoder().encodeToString(bytes)));
  }

  private static Optional<String> kind(byte[] bytes) {
    if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, "GIF87a") || begins(bytes, 0, "GIF89a")) {
      return Optional.of("image/gif");
    }
    if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] bytes, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= bytes.length || bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Without its bytes: megabytes in a log help nobody. */
  @Override
  public String toString() {
    return "Image[" + mediaType + ", " + base64.length() + " letters]";
  }
}
