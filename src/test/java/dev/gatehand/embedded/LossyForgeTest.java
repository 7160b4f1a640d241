package dev.gatehand.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.Comment;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.Losses;
import dev.gatehand.forge.Losses.Rates;
import dev.gatehand.forge.LossyForge;
import dev.gatehand.forge.ThreadRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nothing is lost it is a forge like any other; and what it loses, it loses truthfully. */
class LossyForgeTest extends EmbeddedForgeTest {
  @Override
  protected Forge forge() {
    return over(1, Rates.NONE);
  }

  private Forge over(long seed, Rates rates) {
    return new LossyForge(super.forge(), new Losses(seed, rates));
  }

  @Test
  void a_change_whose_reply_is_lost_was_made() {
    ThreadRef thread = somebodyOpens(writer(), "A bug", "");
    Forge forge = over(1, new Rates(0, 100, 0));
    assertThatThrownBy(() -> forge.comment(thread, "On it"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("its reply was lost");
    assertThat(said(thread)).containsExactly("On it");
  }

  @Test
  void a_change_that_did_not_arrive_was_not_made() {
    ThreadRef thread = somebodyOpens(writer(), "A bug", "");
    Forge forge = over(1, new Rates(100, 0, 0));
    assertThatThrownBy(() -> forge.comment(thread, "On it"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("did not arrive");
    assertThat(said(thread)).isEmpty();
  }

  @Test
  void the_same_seed_loses_the_same() {
    ThreadRef thread = somebodyOpens(writer(), "A bug", "");
    assertThat(fates(over(7, Rates.HARSH), thread))
        .isEqualTo(fates(over(7, Rates.HARSH), thread))
        .isNotEqualTo(fates(over(8, Rates.HARSH), thread));
  }

  @Test
  void loses_about_as_much_as_it_says() {
    ThreadRef thread = somebodyOpens(writer(), "A bug", "");
    var losses = new Losses(3, Rates.HARSH);
    fates(new LossyForge(super.forge(), losses), thread);
    assertThat(losses.repliesLost()).isBetween(15, 35);
    assertThat(losses.callsLost()).isBetween(4, 18);
    assertThat(said(thread)).hasSize(100 - losses.callsLost());
  }

  private List<Boolean> fates(Forge forge, ThreadRef thread) {
    List<Boolean> fates = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      try {
        forge.comment(thread, "word " + i);
        fates.add(true);
      } catch (ForgeUnavailable e) {
        fates.add(false);
      }
    }
    return fates;
  }

  private List<String> said(ThreadRef thread) {
    return super.forge().thread(thread).comments().stream().map(Comment::body).toList();
  }
}
