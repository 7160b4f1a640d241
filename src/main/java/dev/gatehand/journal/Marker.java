package dev.gatehand.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hidden line by which a comment of ours is found again. It is keyed, so that somebody who
 * copies the shape into a comment of their own (attacks: forged markers) imitates nothing; and it
 * is only ever looked for in comments of our own account.
 */
public final class Marker {
  private final byte[] key;

  /** {@code key}: at least 32 secret bytes from outside the database. */
  public Marker(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("the marker's key is too short: " + key.length + " bytes");
    }
    this.key = key.clone();
  }

  public String of(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return "<!-- gatehand:" + HexFormat.of().formatHex(digest, 0, 12) + " -->";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
