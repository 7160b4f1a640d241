package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads what a caller shows: a token, or a JWT that an app signed with its private key. */
final class Keys {
  private static final long LONGEST_SECONDS = 600;
  private static final long DRIFT_SECONDS = 60;
  private final Site site;

  Keys(Site site) {
    this.site = site;
  }

  /** Empty when nothing is shown; throws when it is no good. */
  Optional<Token> token(String header) {
    if (header == null) {
      return Optional.empty();
    }
    Token token = site.tokens.get(secret(header));
    if (token == null) {
      throw Refused.badCredentials();
    }
    if (token.expires() != null && !site.clock.instant().isBefore(token.expires())) {
      throw Refused.badCredentials();
    }
    return Optional.of(token);
  }

  /** The app that signed this; empty when it is no JWT. */
  Optional<App> app(String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return Optional.empty();
    }
    String[] parts = secret(header).split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    JsonNode claims = part(parts[1]);
    App app =
        Optional.ofNullable(site.apps.get(claims.path("iss").asLong()))
            .orElseThrow(() -> Refused.of(404, "Integration not found"));
    if (!part(parts[0]).path("alg").asText().equals("RS256") || !signed(app, parts)) {
      throw Refused.of(401, "A JSON web token could not be decoded");
    }
    Instant now = site.clock.instant();
    long issued = claims.path("iat").asLong();
    long ends = claims.path("exp").asLong();
    if (issued > now.getEpochSecond() + DRIFT_SECONDS) {
      throw Refused.of(
          401,
          "'Issued at' claim ('iat') must be an Integer representing the time that the"
              + " assertion was issued");
    }
    if (ends <= now.getEpochSecond() - DRIFT_SECONDS) {
      throw Refused.of(
          401,
          "'Expiration time' claim ('exp') must be a numeric value representing the future"
              + " time at which the assertion expires");
    }
    if (ends > now.getEpochSecond() + LONGEST_SECONDS + DRIFT_SECONDS) {
      throw Refused.of(401, "'Expiration time' claim ('exp') is too far in the future");
    }
    return Optional.of(app);
  }

  private static boolean signed(App app, String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(app.key());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonNode part(String encoded) {
    try {
      return Json.read(Base64.getUrlDecoder().decode(encoded))
          .orElseThrow(() -> Refused.of(401, "A JSON web token could not be decoded"));
    } catch (IllegalArgumentException e) {
      throw Refused.of(401, "A JSON web token could not be decoded");
    }
  }

  private static String secret(String header) {
    int space = header.indexOf(' ');
    String scheme = header.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
    if (scheme.equals("basic")) {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(space + 1)), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    }
    return header.substring(space + 1);
  }
}
