package dev.gatehand.loopback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A client's half of an app's authentication, written apart from the half that checks it. */
final class Jwt {
  private Jwt() {}

  static String of(AppRegistration app, long issued, long expires) {
    String head = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    String claims = "{\"iat\":%d,\"exp\":%d,\"iss\":%d}".formatted(issued, expires, app.id());
    String text = head + "." + part(claims);
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signed(app, text));
  }

  /** An installation's token with all that the app may do. */
  static String token(GitHubLoopback github, AppRegistration app, long installation)
      throws java.io.IOException, InterruptedException {
    long now = java.time.Instant.now().getEpochSecond();
    Client client = new Client(github, "Bearer " + of(app, now - 10, now + 300));
    String path = "/app/installations/" + installation + "/access_tokens";
    return client.send("POST", path).body().path("token").asText();
  }

  private static byte[] signed(AppRegistration app, String text) {
    try {
      String key = app.privateKey().replaceAll("-----.*?-----", "").replaceAll("\\s", "");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
