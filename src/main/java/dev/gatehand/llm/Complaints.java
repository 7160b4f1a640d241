package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.text.Visible;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** What goes wrong with a provider, as people and the task read it. */
final class Complaints {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int SHOWN = 300;

  /** What is said of a conversation that does not fit: by Anthropic, OpenAI, vLLM, llama.cpp. */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "prompt is too long|exceed context limit|context[ _](?:length|size|window)"
              + "|maximum context|too many tokens|input is too long",
          Pattern.CASE_INSENSITIVE);

  private final ProviderSettings settings;

  Complaints(ProviderSettings settings) {
    this.settings = settings;
  }

  /** An answer whose status is not 200. */
  RuntimeException refused(int status, HttpHeaders headers, String body) {
    String told = " (" + status + ": " + shown(message(body)) + ")";
    return switch (status) {
      case 401, 403 -> lasting("refuses the key" + told + ". Check gatehand.model.api-key");
      case 402 -> lasting("wants to be paid first" + told);
      case 404 ->
          lasting(
              "is not there" + told + ". Check gatehand.model.name and gatehand.model.base-url");
      case 413 -> new ConversationTooLong(text("finds the conversation too large" + told));
      case 429 -> waiting("wants fewer requests" + told, headers);
      case 408, 409, 425 -> passing("asks to try again" + told);
      default -> {
        if (status >= 500) {
          yield waiting("is overloaded or broken" + told, headers);
        }
        yield TOO_LONG.matcher(body).find()
            ? new ConversationTooLong(text("finds the conversation too long" + told))
            : lasting("did not accept the request" + told);
      }
    };
  }

  /** An error inside a stream that began well, told as {@code {"type":...,"message":...}}. */
  RuntimeException inStream(JsonNode error) {
    String said = error.path("message").asText(error.toString());
    String told = " (" + shown(error.path("type").asText() + ": " + said) + ")";
    if (TOO_LONG.matcher(said).find()) {
      return new ConversationTooLong(text("finds the conversation too long" + told));
    }
    return switch (error.path("type").asText()) {
      case "invalid_request_error", "authentication_error", "permission_error", "not_found_error" ->
          lasting("broke off its answer" + told);
      case "request_too_large" ->
          new ConversationTooLong(text("finds the conversation too large" + told));
      default -> passing("broke off its answer" + told);
    };
  }

  ModelUnavailable unreadable(Unreadable problem) {
    return new ModelUnavailable(
        text(
            "sent an answer that could not be read: "
                + shown(String.valueOf(problem.getMessage()))),
        true,
        problem);
  }

  ModelUnavailable passing(String what) {
    return new ModelUnavailable(text(what), true);
  }

  ModelUnavailable lost(String what, Throwable cause) {
    return new ModelUnavailable(text(what), true, cause);
  }

  private ModelUnavailable lasting(String what) {
    return new ModelUnavailable(text(what), false);
  }

  private ModelUnavailable waiting(String what, HttpHeaders headers) {
    Duration wait = retryAfter(headers);
    String asks = wait.isPositive() ? "; it asks to wait " + wait.toSeconds() + " s" : "";
    return new ModelUnavailable(text(what + asks), wait);
  }

  /** Obeyed up to a bound: a provider, or whoever stands between, must not stop us for days. */
  private static Duration retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("retry-after")
        .map(String::strip)
        .map(Complaints::wait)
        .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  private static Duration wait(String value) {
    if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(Instant.now(), until);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  /** The provider's own sentence; some wrap it, some write it beside the word error. */
  private static String message(String body) {
    try {
      JsonNode answer = Json.MAPPER.readTree(body);
      JsonNode error = answer.isArray() ? answer.path(0).path("error") : answer.path("error");
      if (error.isTextual()) {
        return error.asText();
      }
      return error.path("message").asText(answer.path("message").asText(body));
    } catch (JsonProcessingException e) {
      // A gateway's page instead of JSON: its beginning says enough.
      return body;
    }
  }

  /** Shortened, visible, without the key. */
  private String shown(String said) {
    String plain = settings.withoutKey(said).strip();
    String cut = plain.length() <= 4 * SHOWN ? plain : plain.substring(0, 4 * SHOWN);
    String shown = Visible.path(cut.replaceAll("\\s+", " "));
    return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN - 1) + "…";
  }

  private String text(String what) {
    return "the model " + settings.model() + " " + what;
  }
}
