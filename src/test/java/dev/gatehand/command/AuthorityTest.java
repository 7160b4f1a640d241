package dev.gatehand.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Account;
import dev.gatehand.gate.AskId;
import dev.gatehand.policy.People;
import dev.gatehand.policy.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorityTest {
  private static final People PEOPLE =
      new People(Role.WRITE, Role.MAINTAIN, true, Duration.ofDays(3), List.of(77L));
  private static final Account CAROL = new Account(3, "carol", Account.Kind.PERSON);
  private static final Account NAMED_BOT = new Account(77, "renovator", Account.Kind.BOT);
  private static final Account LOOK_ALIKE = new Account(78, "renovator", Account.Kind.BOT);
  private static final Command FIX = new Command.Fix("");
  private static final Command APPROVE = new Command.Approve(new AskId("K7QF-2M"), "x");

  @Test
  void says_what_is_needed_and_what_one_has() {
    assertThat(Authority.refusal(FIX, Role.READ, CAROL, PEOPLE))
        .contains("starting a task here needs write access; you have read");
    assertThat(Authority.refusal(APPROVE, Role.WRITE, CAROL, PEOPLE))
        .contains("approving here needs maintain access; you have write");
    assertThat(Authority.refusal(new Command.Help(), Role.NONE, CAROL, PEOPLE))
        .contains("asking for help here needs read access; you have none");
  }

  @Test
  void lets_those_who_may() {
    assertThat(Authority.refusal(FIX, Role.WRITE, CAROL, PEOPLE)).isEmpty();
    assertThat(Authority.refusal(APPROVE, Role.MAINTAIN, CAROL, PEOPLE)).isEmpty();
    assertThat(Authority.refusal(new Command.Status(), Role.READ, CAROL, PEOPLE)).isEmpty();
  }

  @Test
  void a_bot_is_known_by_its_id_and_not_by_its_name() {
    assertThat(Authority.refusal(FIX, Role.ADMIN, NAMED_BOT, PEOPLE)).isEmpty();
    assertThat(Authority.refusal(FIX, Role.ADMIN, LOOK_ALIKE, PEOPLE)).isPresent();
    assertThat(Authority.isIgnored(LOOK_ALIKE, PEOPLE)).isTrue();
    assertThat(Authority.isIgnored(NAMED_BOT, PEOPLE)).isFalse();
  }

  @Test
  void a_bot_never_answers_an_ask() {
    assertThat(Authority.refusal(APPROVE, Role.ADMIN, NAMED_BOT, PEOPLE))
        .contains("an ask is answered by a person, not by a bot");
  }
}
