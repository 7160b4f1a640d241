package dev.gatehand.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions without a store: the cookie says until when it counts, signed with a key made from the
 * operator's token. So it holds on every node, and a new token ends all sessions.
 */
final class Sessions {
  static final String COOKIE = "gatehand_session";
  static final Duration LENGTH = Duration.ofHours(12);
  private static final int SHORTEST_TOKEN = 16;
  private static final Pattern SHAPE = Pattern.compile("(\\d{10,12})\\.([0-9a-f]{64})");

  private final Optional<String> token;
  private final InstantSource clock;

  /**
   * @throws IllegalArgumentException for a token that can be guessed
   */
  Sessions(Optional<String> token, InstantSource clock) {
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "gatehand.web.token is too short: use at least "
              + SHORTEST_TOKEN
              + " random characters, e.g. from `openssl rand -hex 16`");
    }
    this.token = token;
    this.clock = clock;
  }

  boolean needed() {
    return token.isPresent();
  }

  /** Takes the same time for every wrong token. */
  boolean isToken(String offered) {
    return token.isPresent()
        && MessageDigest.isEqual(sign("compare", token.get()), sign("compare", offered));
  }

  /** A new session as the value of a cookie; only for somebody who showed the token. */
  String begin() {
    long until = clock.instant().plus(LENGTH).getEpochSecond();
    return until + "." + HexFormat.of().formatHex(signature(until));
  }

  boolean isSession(String cookie) {
    Matcher matcher = SHAPE.matcher(cookie);
    if (token.isEmpty() || !matcher.matches()) {
      return false;
    }
    long until = Long.parseLong(matcher.group(1));
    return MessageDigest.isEqual(signature(until), HexFormat.of().parseHex(matcher.group(2)))
        && clock.instant().isBefore(Instant.ofEpochSecond(until));
  }

  private byte[] signature(long until) {
    return sign(token.orElseThrow(), "session until " + until);
  }

  private static byte[] sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
