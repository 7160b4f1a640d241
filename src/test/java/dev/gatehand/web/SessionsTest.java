package dev.gatehand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String TOKEN = "0123456789abcdef0123";
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Sessions sessions = new Sessions(Optional.of(TOKEN), () -> now);

  @Test
  void knows_the_token_and_nothing_like_it() {
    assertThat(sessions.isToken(TOKEN)).isTrue();
    assertThat(sessions.isToken(TOKEN + "0")).isFalse();
    assertThat(sessions.isToken("")).isFalse();
  }

  @Test
  void a_session_holds_for_twelve_hours() {
    String cookie = sessions.begin();
    assertThat(sessions.isSession(cookie)).isTrue();
    now = now.plus(Sessions.LENGTH);
    assertThat(sessions.isSession(cookie)).isFalse();
  }

  @Test
  void a_session_that_we_did_not_sign_is_none() {
    String cookie = sessions.begin();
    String later = "9" + cookie.substring(1);
    assertThat(sessions.isSession(later)).isFalse();
    assertThat(sessions.isSession(cookie.substring(0, cookie.length() - 1) + "x")).isFalse();
    assertThat(sessions.isSession("")).isFalse();
  }

  @Test
  void a_new_token_ends_all_sessions() {
    Sessions next = new Sessions(Optional.of(TOKEN + "new"), () -> now);
    assertThat(next.isSession(sessions.begin())).isFalse();
  }

  @Test
  void without_a_token_nothing_is_one() {
    Sessions none = new Sessions(Optional.empty(), () -> now);
    assertThat(none.isToken("")).isFalse();
    assertThat(none.isSession(sessions.begin())).isFalse();
  }

  @Test
  void a_token_that_can_be_guessed_stops_the_start() {
    assertThatThrownBy(() -> new Sessions(Optional.of("secret"), () -> now))
        .hasMessageContaining("gatehand.web.token is too short");
  }
}
