package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @Test
  void github_has_its_parts_on_hosts_of_their_own() {
    Endpoint expected =
        new Endpoint(
            "https://api.github.com", "https://api.github.com/graphql", "https://github.com");
    assertThat(Endpoint.of("https://api.github.com/")).isEqualTo(expected);
    assertThat(Endpoint.of("https://github.com")).isEqualTo(expected);
  }

  @Test
  void an_enterprise_server_has_them_on_one() {
    assertThat(Endpoint.of("https://ghe.example/api/v3"))
        .isEqualTo(
            new Endpoint(
                "https://ghe.example/api/v3",
                "https://ghe.example/api/graphql",
                "https://ghe.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghe.example", "ftp://ghe.example", "https://user@ghe.example", "x y"})
  void what_is_no_address_is_said_so(String setting) {
    assertThatThrownBy(() -> Endpoint.of(setting)).hasMessageContaining("/api/v3");
  }

  @Test
  void a_token_goes_to_no_other_host() {
    Endpoint endpoint = Endpoint.of("https://ghe.example/api/v3");
    assertThat(endpoint.owns(URI.create("https://ghe.example/api/v3/x?page=2"))).isTrue();
    assertThat(endpoint.owns(URI.create("https://ghe.example.evil.example/"))).isFalse();
    assertThat(endpoint.owns(URI.create("http://ghe.example/"))).isFalse();
    assertThat(endpoint.owns(URI.create("https://ghe.example:444/"))).isFalse();
  }
}
