package dev.gatehand.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.text.Visible;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GitHub answered to a call.
 *
 * @param isUnchanged it is what the same caller was told before
 */
record Answer(Call call, int status, HttpHeaders headers, byte[] body, boolean isUnchanged) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?");

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  JsonNode json() {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      throw new ForgeUnavailable(
          "GitHub's answer to " + call + " could not be read: it is no JSON. It is tried again.",
          e);
    }
  }

  /** The address of the next page of a list. */
  Optional<String> next() {
    return headers.firstValue("link").map(NEXT::matcher).filter(Matcher::find).map(m -> m.group(1));
  }

  Optional<Long> number(String header) {
    return headers
        .firstValue(header)
        .filter(text -> text.matches("\\d{1,12}"))
        .map(Long::parseLong);
  }

  /** GitHub's own clock. */
  Optional<Instant> date() {
    try {
      return headers
          .firstValue("date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What GitHub says went wrong, shortened and visible: it can repeat what people wrote. */
  String complaint() {
    StringBuilder said = new StringBuilder();
    try {
      JsonNode node = JSON.readTree(body);
      said.append(node.path("message").asText());
      for (JsonNode error : node.path("errors")) {
        String one = error.isTextual() ? error.asText() : error.path("message").asText();
        if (one.isEmpty()) {
          one = (error.path("field").asText() + " " + error.path("code").asText()).strip();
        }
        said.append(said.isEmpty() || one.isEmpty() ? "" : "; ").append(one);
      }
    } catch (JsonProcessingException e) {
      said.setLength(0);
    } catch (IOException e) {
      said.setLength(0);
    }
    String shown = Visible.path(said.toString().replaceAll("\\s+", " ").strip());
    String text = shown.length() <= 300 ? shown : shown.substring(0, 299) + "…";
    return text.isEmpty() ? "status " + status : "status " + status + ": " + text;
  }
}
