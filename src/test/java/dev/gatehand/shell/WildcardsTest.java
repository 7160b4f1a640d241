package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cases that mutation testing asked for: what hardly any command line tells apart. */
class WildcardsTest {

  @Test
  void a_pattern_fits_from_its_first_to_its_last_character() {
    assertThat(Wildcards.matches("a*c", "abc")).isTrue();
    assertThat(Wildcards.matches("a*c", "ac")).isTrue();
    assertThat(Wildcards.matches("a*c", "xbc")).isFalse();
    assertThat(Wildcards.matches("a*c", "abx")).isFalse();
    assertThat(Wildcards.matches("a?", "ab")).isTrue();
    assertThat(Wildcards.matches("a?", "a")).isFalse();
    assertThat(Wildcards.matches("?b", "ab")).isTrue();
    assertThat(Wildcards.matches("?", "")).isFalse();
    assertThat(Wildcards.matches("a", "")).isFalse();
    assertThat(Wildcards.matches("*", "")).isTrue();
    assertThat(Wildcards.matches("", "")).isTrue();
    assertThat(Wildcards.matches("", "a")).isFalse();
    assertThat(Wildcards.matches("*a*", "bab")).isTrue();
    assertThat(Wildcards.matches("*a*b", "aab")).isTrue();
  }

  @Test
  void names_with_wildcards_of_their_own_meet_what_they_tell_of() {
    assertThat(Wildcards.mayMeet("id_rsa", "id_*")).isTrue();
    assertThat(Wildcards.mayMeet("id_rsa", "*_rsa")).isTrue();
    assertThat(Wildcards.mayMeet("id_rsa", "id_rs?")).isTrue();
    assertThat(Wildcards.mayMeet("id_rsa", "?d_rsa")).isTrue();
    assertThat(Wildcards.mayMeet("*.pem", "a.pem")).isTrue();
    assertThat(Wildcards.mayMeet("*.pem", "*.pem")).isTrue();
    assertThat(Wildcards.mayMeet("*.pem", "server*.pem")).isTrue();
    assertThat(Wildcards.mayMeet("a.txt", "a.txt")).isTrue();
  }

  @Test
  void what_every_name_fits_tells_nothing() {
    assertThat(Wildcards.mayMeet("id_rsa", "*")).isFalse();
    assertThat(Wildcards.mayMeet("id_rsa", "**")).isFalse();
    assertThat(Wildcards.mayMeet("id_rsa", "??????")).isFalse();
    assertThat(Wildcards.mayMeet("credentials.txt", "*.txt")).isFalse();
    assertThat(Wildcards.mayMeet("*.pem", "*")).isFalse();
    assertThat(Wildcards.mayMeet("*.pem", "*.txt")).isFalse();
    assertThat(Wildcards.mayMeet(".env.*", "*")).isFalse();
    assertThat(Wildcards.mayMeet("server*.pem", "*.pem")).isFalse();
    assertThat(Wildcards.mayMeet("a.txt", "b.txt")).isFalse();
  }

  @Test
  void a_leading_wildcard_meets_no_leading_dot() {
    assertThat(Wildcards.mayMeet(".netrc", "*netrc")).isFalse();
    assertThat(Wildcards.mayMeet(".netrc", "?netrc")).isFalse();
    assertThat(Wildcards.mayMeet(".netrc", ".net*")).isTrue();
  }
}
