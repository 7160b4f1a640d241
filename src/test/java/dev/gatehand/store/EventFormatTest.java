package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.journal.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFormatTest {
  @Test
  void every_event_reads_back_as_it_was_written() {
    List<Event> read = Samples.events().stream().map(EventFormatTest::through).toList();
    assertThat(read).isEqualTo(Samples.events());
  }

  @Test
  void the_list_and_the_samples_hold_every_kind_of_event() {
    assertThat(EventFormat.TYPES)
        .containsExactlyInAnyOrder(kinds(Event.class.getPermittedSubclasses()));
    assertThat(Samples.events().stream().map(Event::getClass).toArray())
        .containsExactlyInAnyOrder((Object[]) Event.class.getPermittedSubclasses());
  }

  @Test
  void what_is_stored_is_ascii_so_that_no_database_chokes_on_it() {
    assertThat(Samples.events())
        .allMatch(e -> EventFormat.data(e).chars().allMatch(c -> c < 128 && c >= 32));
  }

  @Test
  void what_a_later_release_added_is_ignored() {
    assertThat(EventFormat.read("TakenUp", 1, "{\"node\":\"a\",\"zone\":{\"x\":[1]}}"))
        .isEqualTo(new Event.TakenUp("a"));
  }

  @Test
  void what_an_earlier_release_did_not_write_is_empty() {
    assertThat(EventFormat.read("Checked", 1, "{\"tree\":\"%s\"}".formatted(Samples.TREE)))
        .isEqualTo(new Event.Checked(Samples.TREE, List.of(), false));
    assertThat(EventFormat.read("TakenUp", 1, "{}")).isEqualTo(new Event.TakenUp(""));
  }

  @Test
  void a_newer_journal_is_refused_in_words() {
    assertThatThrownBy(() -> EventFormat.read("Teleported", 1, "{}"))
        .hasMessageContaining("written by a newer Gatehand");
    assertThatThrownBy(() -> EventFormat.read("TakenUp", 2, "{}"))
        .hasMessageContaining("written by a newer Gatehand");
  }

  private static Event through(Event event) {
    return EventFormat.read(EventFormat.type(event), EventFormat.VERSION, EventFormat.data(event));
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Event>[] kinds(Class<?>[] classes) {
    return (Class<? extends Event>[]) classes;
  }
}
