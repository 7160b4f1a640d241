package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Arrivals;
import dev.gatehand.journal.StoreUnavailable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What anybody on the internet can post at Gatehand. Nothing in it is looked at before its
 * signature held, nothing is called while GitHub waits, and what it tells of is read again from
 * GitHub before anything is done: a payload can be replayed, an answer of the API cannot.
 */
public final class Webhooks {
  /** Where no GitHub is worked on, or it is only polled. */
  public static final Webhooks CLOSED = new Webhooks();

  /** Of the 25 MB that GitHub sends at most; what tells of a comment has less than one. */
  static final int LARGEST = 4 * 1024 * 1024;

  private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,60}");
  private static final String PREFIX = "sha256=";

  private final Optional<Open> open;

  private record Open(SecretKeySpec key, Arrivals arrivals, Payloads payloads, Runnable bell) {}

  private Webhooks() {
    open = Optional.empty();
  }

  /**
   * @param bell called when something new is kept; must return at once
   */
  Webhooks(byte[] secret, Arrivals arrivals, Payloads payloads, Runnable bell) {
    open = Optional.of(new Open(new SecretKeySpec(secret, "HmacSHA256"), arrivals, payloads, bell));
  }

  /** What GitHub says with a delivery; empty strings for what it did not say. */
  record Head(String signature, String event, String delivery, String contentType) {}

  /** What GitHub is told: a status, and a sentence for whoever reads its log of deliveries. */
  record Receipt(int status, String sentence) {}

  Receipt receive(Head head, byte[] body) {
    return open.map(it -> receive(it, head, body))
        .orElseGet(() -> new Receipt(404, "Webhooks are not heard here."));
  }

  private static Receipt receive(Open open, Head head, byte[] body) {
    if (body.length > LARGEST) {
      return new Receipt(413, "That is too long.");
    }
    if (!isSigned(open.key(), head.signature(), body)) {
      return new Receipt(401, "The signature is missing or wrong: look at the webhook's secret.");
    }
    if (!head.contentType().toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
      return new Receipt(415, "Set the webhook's content type to application/json.");
    }
    if (!DELIVERY.matcher(head.delivery()).matches() || !EVENT.matcher(head.event()).matches()) {
      return new Receipt(400, "X-GitHub-Delivery or X-GitHub-Event is missing.");
    }
    JsonNode payload;
    try {
      payload = Answer.JSON.readTree(body);
    } catch (IOException | StackOverflowError e) {
      return new Receipt(400, "That is no JSON.");
    }
    if (payload == null || !payload.isObject()) {
      return new Receipt(400, "That is no JSON object.");
    }
    return keep(open, head, payload);
  }

  private static Receipt keep(Open open, Head head, JsonNode payload) {
    List<Arrivals.Told> told = open.payloads().read(head.event(), payload);
    try {
      if (!open.arrivals().keep(head.delivery(), head.event(), told)) {
        return new Receipt(200, "Known already.");
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "a delivery of GitHub's could not be kept: " + e.getMessage());
      return new Receipt(503, "It could not be kept; send it again later.");
    }
    if (told.isEmpty()) {
      return new Receipt(200, "Nothing to do.");
    }
    open.bell().run();
    return new Receipt(202, "Kept.");
  }

  /** Over the raw bytes, in a time that does not tell how much of it was right. */
  private static boolean isSigned(SecretKeySpec key, String signature, byte[] body) {
    if (signature.length() != PREFIX.length() + 64 || !signature.startsWith(PREFIX)) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String own = PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          own.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
