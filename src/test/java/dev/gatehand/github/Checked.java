package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code doctor} says of a GitHub of our own, with one credential or another. */
final class Checked {
  private static final String SECRET = "a secret that is long enough";
  private final GitHubLoopback site;
  private final RepoRef csv;

  Checked(GitHubLoopback site, RepoRef csv) {
    this.site = site;
    this.csv = csv;
  }

  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    Permissions.all().forEach(it -> all.put(it.key(), it.level()));
    return all;
  }

  static Map<String, String> without(Permissions one) {
    Map<String, String> all = all();
    all.remove(one.key());
    return all;
  }

  static Map<String, String> reading(Permissions one) {
    Map<String, String> all = all();
    all.put(one.key(), "read");
    return all;
  }

  Credential app(Map<String, String> permissions) {
    AppRegistration app = site.app("app" + site.requests().size(), permissions);
    app.install(csv);
    return credential(app);
  }

  static Credential credential(AppRegistration app) {
    return Credential.App.of(String.valueOf(app.id()), app.privateKey());
  }

  Credential token(Map<String, String> permissions) {
    return new Credential.Token(new Secret(site.token("robot", permissions)));
  }

  Credential classic(String... scopes) {
    return new Credential.Token(new Secret(site.token("robot", scopes)));
  }

  Proof of(Permissions one, Credential credential, int ciFixes) throws Exception {
    String name = ": " + one.key() + " " + one.level() + ", " + one.reason();
    return assertThat(
            proofs(credential, ciFixes, Hearing.How.POLLING, InstantSource.fixed(Instant.now()))
                .stream()
                .filter(it -> it.what().contains(name)))
        .hasSize(1)
        .first()
        .actual();
  }

  String told(Credential credential, int ciFixes) throws Exception {
    return told(credential, ciFixes, Hearing.How.POLLING);
  }

  String told(Credential credential, int ciFixes, Hearing.How how) throws Exception {
    return told(proofs(credential, ciFixes, how, InstantSource.fixed(Instant.now())));
  }

  String at(Credential credential, Instant now) throws Exception {
    return told(proofs(credential, 0, Hearing.How.POLLING, InstantSource.fixed(now)));
  }

  private static String told(List<Proof> proofs) {
    StringBuilder told = new StringBuilder();
    for (Proof proof : proofs) {
      String grade =
          switch (proof.grade()) {
            case GOOD -> "ok ";
            case POOR -> "poor ";
            case BAD -> "bad ";
          };
      told.append(grade).append(proof.what()).append(' ').append(proof.todo()).append('\n');
    }
    return told.toString();
  }

  private List<Proof> proofs(
      Credential credential, int ciFixes, Hearing.How how, InstantSource clock) throws Exception {
    var settings =
        new GitHubSettings(
            Endpoint.of(site.endpoint().toString()),
            credential,
            Optional.empty(),
            List.of(csv),
            new Hearing(
                how,
                Optional.of(SECRET.getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(30),
                Duration.ofDays(3)));
    try (Checkup checkup =
        new Checkup(
            settings,
            policy(ciFixes),
            clock,
            new Limits(new Unpaced(new PassingAllowance(clock), clock), clock))) {
      return checkup.proofs();
    }
  }

  private static Policy policy(int ciFixes) throws Exception {
    String text = Files.readString(Path.of("policy.yaml"));
    assertThat(text).contains("ciFixes: 0");
    return new PolicyReader()
        .read(text.replace("ciFixes: 0", "ciFixes: " + ciFixes), "policy.yaml");
  }
}
