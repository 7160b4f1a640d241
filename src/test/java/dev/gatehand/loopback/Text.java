package dev.gatehand.loopback;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small things about texts in addresses and headers. */
final class Text {
  private Text() {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A segment of a path, where a plus is a plus. */
  static String segment(String raw) {
    return decoded(raw.replace("+", "%2B"));
  }

  static Map<String, String> query(String raw) {
    Map<String, String> all = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return all;
    }
    for (String part : raw.split("&", -1)) {
      int is = part.indexOf('=');
      all.put(
          decoded(is < 0 ? part : part.substring(0, is)),
          is < 0 ? "" : decoded(part.substring(is + 1)));
    }
    return all;
  }

  static String digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
