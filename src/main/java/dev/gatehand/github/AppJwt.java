package dev.gatehand.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What proves to GitHub that it is the app that asks: signed with its private key, for minutes. */
final class AppJwt {
  private static final Duration BACK = Duration.ofSeconds(60);
  private static final Duration AHEAD = Duration.ofMinutes(9);
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  private final String app;
  private final PrivateKey key;

  AppJwt(String app, PrivateKey key) {
    this.app = app;
    this.key = key;
  }

  /**
   * @param pem as GitHub gives it (PKCS#1), or PKCS#8
   * @throws IllegalArgumentException when it is no key; nothing of it is repeated
   */
  static PrivateKey key(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException("it holds no private key in PEM form");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] whole = matcher.group(1) == null ? bytes : wrapped(bytes);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(whole));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it holds no RSA private key that can be read", e);
    }
  }

  String at(Instant now) {
    String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
            .formatted(now.minus(BACK).getEpochSecond(), now.plus(AHEAD).getEpochSecond(), app);
    String signed =
        base64(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the app's private key cannot sign", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** PKCS#1 in the envelope of PKCS#8: version 0, algorithm rsaEncryption, the key itself. */
  private static byte[] wrapped(byte[] pkcs1) {
    byte[] algorithm = {
      0x02,
      0x01,
      0x00,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x01,
      0x01,
      0x05,
      0x00
    };
    byte[] inner = tagged((byte) 0x04, pkcs1);
    byte[] content = new byte[algorithm.length + inner.length];
    System.arraycopy(algorithm, 0, content, 0, algorithm.length);
    System.arraycopy(inner, 0, content, algorithm.length, inner.length);
    return tagged((byte) 0x30, content);
  }

  private static byte[] tagged(byte tag, byte[] content) {
    byte[] result = new byte[content.length + 4];
    result[0] = tag;
    result[1] = (byte) 0x82;
    result[2] = (byte) (content.length >> 8);
    result[3] = (byte) content.length;
    System.arraycopy(content, 0, result, 4, content.length);
    return result;
  }
}
