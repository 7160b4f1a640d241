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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/user-attachments/assets/0a1b2c3d-1111-2222-3333-444455556666",
        "https://user-images.githubusercontent.com/11137944/92184555-74556c00.gif",
        "https://private-user-images.githubusercontent.com/1/2-3.png?jwt=e30.e30.x"
      })
  void github_keeps_attachments_at_a_few_places(String address) {
    assertThat(Endpoint.of(Endpoint.PUBLIC).attachesAt(URI.create(address))).isTrue();
    assertThat(Endpoint.of("https://ghe.example/api/v3").attachesAt(URI.create(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://github.com/user-attachments/assets/0a1b",
        "https://github.com.evil.example/user-attachments/assets/0a1b",
        "https://github.com@evil.example/user-attachments/assets/0a1b",
        "https://me@github.com/user-attachments/assets/0a1b",
        "https://github.com:8443/user-attachments/assets/0a1b",
        "https://github.com/user-attachments/assets/0a1b/../../../settings",
        "https://github.com/acme/csv/raw/main/a.png",
        "https://github.com/storage/user/1/files/a.png",
        "https://raw.githubusercontent.com/acme/csv/main/a.png",
        "https://camo.githubusercontent.com/0a1b/2c3d",
        "https://user-images.githubusercontent.com:444/1/2.png",
        "http://user-images.githubusercontent.com/1/2.png",
        "https://user-images.githubusercontent.com.evil.example/1/2.png",
        "//user-images.githubusercontent.com/1/2.png",
        "/user-attachments/assets/0a1b",
        "https://127.0.0.1/user-attachments/assets/0a1b"
      })
  void no_other_place_is_asked_for_an_attachment(String address) {
    assertThat(Endpoint.of(Endpoint.PUBLIC).attachesAt(URI.create(address))).isFalse();
  }

  @Test
  void github_sends_attachments_on_to_its_own_stores_only() {
    Endpoint github = Endpoint.of(Endpoint.PUBLIC);
    assertThat(
            github.sendsAttachmentsTo(
                URI.create("https://private-user-images.githubusercontent.com/1/2.png?jwt=x")))
        .isTrue();
    String store =
        "https://github-production-user-asset-6210df.s3.amazonaws.com/1/2.png?X-Amz-Date=1";
    assertThat(github.sendsAttachmentsTo(URI.create(store))).isTrue();
    assertThat(github.sendsAttachmentsTo(URI.create(store.replace("6210df", "other")))).isFalse();
    assertThat(github.sendsAttachmentsTo(URI.create("https://githubusercontent.com.evil/1")))
        .isFalse();
    assertThat(github.sendsAttachmentsTo(URI.create("https://evilgithubusercontent.com/1")))
        .isFalse();
    assertThat(github.sendsAttachmentsTo(URI.create("https://github.com/acme/csv"))).isFalse();
  }
}
