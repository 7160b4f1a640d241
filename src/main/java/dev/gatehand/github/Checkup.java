package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tries what Gatehand needs of GitHub, one thing after the other, and says what to click where one
 * is missing. Changes nothing: where only a write can prove a right, one is sent that GitHub must
 * refuse as incomplete after it looked at the right.
 */
public final class Checkup implements AutoCloseable {
  private static final Duration SMALL_SKEW = Duration.ofSeconds(20);
  private static final Duration LARGE_SKEW = Duration.ofSeconds(50);
  private static final int SHOWN = 20;

  private final GitHubSettings settings;
  private final Policy policy;
  private final InstantSource clock;
  private final Wire wire;
  private final List<Proof> proofs = new ArrayList<>();

  /**
   * @param policy what it uses of GitHub beyond the usual is tried as well
   */
  public Checkup(GitHubSettings settings, Policy policy, InstantSource clock) {
    this(settings, policy, clock, new Limits(new PassingAllowance(clock), clock));
  }

  Checkup(GitHubSettings settings, Policy policy, InstantSource clock, Limits limits) {
    this.settings = settings;
    this.policy = policy;
    this.clock = clock;
    this.wire = new Wire(settings.endpoint(), limits);
  }

  /** In the order in which things need each other; ends where nothing further can be told. */
  public List<Proof> proofs() {
    proofs.clear();
    switch (settings.credential()) {
      case Credential.Token(Secret token) -> {
        var identity = new TokenIdentity(wire, token, settings.repositories());
        tryAll(() -> new TokenCheckup(settings, policy, wire, identity).proofs());
      }
      case Credential.App app -> {
        var identity = new AppIdentity(wire, new AppJwt(app.id(), app.key()), clock);
        tryAll(() -> new AppCheckup(settings, policy, wire, identity).proofs());
      }
    }
    return List.copyOf(proofs);
  }

  private void tryAll(Supplier<List<Proof>> looks) {
    try {
      reach();
      proofs.addAll(looks.get());
    } catch (ForgeUnavailable e) {
      proofs.add(
          Proof.bad(
              String.valueOf(e.getMessage()), "Mend that first; what follows was not tried."));
    }
  }

  /** Whether anything answers there, and whether its clock and ours agree. */
  private void reach() {
    String api = settings.endpoint().api();
    Call.Pass pass =
        switch (settings.credential()) {
          case Credential.Token(Secret token) -> new Call.Pass("Bearer " + token.value(), "doctor");
          case Credential.App app ->
              new Call.Pass("Bearer " + new AppJwt(app.id(), app.key()).at(clock.instant()), "app");
        };
    // Not /rate_limit: an Enterprise server without limits, as most are, has no such page.
    String path = settings.credential() instanceof Credential.App ? "/app" : "/user";
    Answer answer = wire.send(Call.get(path, pass, Call.Weight.ASK));
    if (answer.isGood()) {
      proofs.add(Proof.good("GitHub: " + api + " answers"));
    }
    // Told also where the rest fails: a wrong clock is why GitHub refuses the key of an app.
    proofs.add(skew(answer));
    if (answer.status() == 404) {
      throw new ForgeUnavailable(
          "nothing that looks like GitHub's REST API answers at "
              + api
              + ": an Enterprise server's address ends in /api/v3 (gatehand.github.endpoint)");
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, (answer.status() == 401 ? "log in at " : "reach ") + api);
    }
  }

  private Proof skew(Answer answer) {
    Instant now = clock.instant();
    if (answer.date().isEmpty()) {
      return Proof.poor("GitHub: its answer has no date; the clocks were not compared", "");
    }
    Duration apart = Duration.between(answer.date().get(), now).abs();
    String what = "GitHub: its clock and this one are " + apart.toSeconds() + " s apart";
    if (apart.compareTo(LARGE_SKEW) > 0) {
      return Proof.bad(
          what, "Set this clock (chrony, systemd-timesyncd): GitHub refuses an app's key else.");
    }
    return apart.compareTo(SMALL_SKEW) > 0
        ? Proof.poor(what, "Keep this clock right: chrony, or systemd-timesyncd.")
        : Proof.good(what);
  }

  /** {@code answer}: to {@code /rate_limit}; 404 where the server enforces none. */
  static Proof budget(Answer answer) {
    if (answer.status() == 404) {
      return Proof.good("GitHub: it sets no limit to requests");
    }
    if (!answer.isGood()) {
      return Proof.poor("GitHub: how many requests are left it does not say", answer.complaint());
    }
    JsonNode core = answer.json().path("resources").path("core");
    long left = core.path("remaining").asLong();
    long most = core.path("limit").asLong();
    String what = "GitHub: %d of %d requests are left in this hour".formatted(left, most);
    return left * 5 < most
        ? Proof.poor(
            what, "Something else uses this budget, or it was just used up. It begins anew.")
        : Proof.good(what);
  }

  static Proof account(Account account, String how) {
    String what = "GitHub: works as @%s (id %d), %s".formatted(account.login(), account.id(), how);
    return account.kind() == Account.Kind.BOT
        ? Proof.good(what)
        : Proof.poor(
            what,
            "Comments will appear under that name. An app, or an account of its own for Gatehand,"
                + " tells people apart from it.");
  }

  /** One finding for what is alike, so that a hundred repositories do not fill the screen. */
  static String named(List<RepoRef> repositories) {
    String some =
        String.join(", ", repositories.stream().limit(SHOWN).map(RepoRef::toString).toList());
    int more = repositories.size() - SHOWN;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  @Override
  public void close() {
    wire.close();
  }
}
