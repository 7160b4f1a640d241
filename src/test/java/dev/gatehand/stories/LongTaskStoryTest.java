package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.ModelHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.OpenAiModel;
import dev.gatehand.llm.Patience;
import dev.gatehand.llm.Prices;
import dev.gatehand.llm.ProviderSettings;
import dev.gatehand.llm.StandInProvider;
import dev.gatehand.llm.StandInProvider.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many turns with long outputs in a small window: nothing that matters is lost, and it ends. */
class LongTaskStoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WINDOW = 48_000;
  private static final int TURNS = 220;
  private static final double LETTERS_PER_TOKEN = 3.5;

  @TempDir private Path temporary;

  @Test
  void two_hundred_turns_with_long_outputs_fit_a_small_window() throws Exception {
    var mind = new Busy();
    Map<String, String> changes = new HashMap<>(TestHouse.QUICK);
    changes.put("turns: 200", "turns: 300");
    changes.put("tokens: 4000000", "tokens: 40000000");
    try (var provider = new StandInProvider(mind::answer);
        var model = new OpenAiModel(settings(provider));
        var house = new ModelHouse(TestHouse.dataIn(temporary), model, changes)) {
      house.says("alice", "/agent fix and keep the word marmalade in mind");
      TaskHistory history = house.ended(Duration.ofMinutes(5));
      assertThat(house.state()).as(String.join("\n", house.ownWords())).isEqualTo(TaskState.DONE);
      assertThat(history.turns()).isEqualTo(TURNS);
      assertThat(mind.complaint).isEmpty();
      List<Event> events = house.journal().stream().map(Journal.Entry::event).toList();
      List<Event.Shortened> shortened =
          events.stream()
              .filter(Event.Shortened.class::isInstance)
              .map(Event.Shortened.class::cast)
              .toList();
      assertThat(shortened).as("seldom, and each time a lot").hasSizeBetween(5, TURNS / 3);
      assertThat(shortened).anyMatch(it -> it.summary().contains("Summary number"));
      assertThat(mind.tooLong.get()).as("found out before the provider has to say so").isZero();
    }
  }

  private static ProviderSettings settings(StandInProvider provider) {
    return new ProviderSettings(
        provider.url(),
        Optional.empty(),
        "small",
        2_000,
        0,
        WINDOW,
        Patience.USUAL,
        Prices.free(),
        false);
  }

  /** A model that reads much and remembers nothing; it looks at what it is sent. */
  private static final class Busy {
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger summaries = new AtomicInteger();
    private final AtomicInteger tooLong = new AtomicInteger();
    private String complaint = "";

    synchronized Behaviour answer(StandInProvider.Seen seen) {
      try {
        JsonNode messages = JSON.readTree(seen.body()).path("messages");
        long tokens = (long) (seen.body().length() / LETTERS_PER_TOKEN);
        if (tokens + 2_000 > WINDOW) {
          tooLong.incrementAndGet();
          return StandInProvider.answers(
              400, Map.of(), "{\"error\":{\"message\":\"maximum context length is exceeded\"}}");
        }
        examine(messages);
        String last = messages.path(messages.size() - 1).path("content").asText();
        return last.contains("Write down for yourself")
            ? SpokenOverHttp.said("Summary number " + summaries.incrementAndGet(), "", "{}", tokens)
            : next(tokens);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Every result belongs to a call before it, and what the person said is still there. */
    private void examine(JsonNode messages) {
      Set<String> called = new HashSet<>();
      for (JsonNode message : messages) {
        message.path("tool_calls").forEach(call -> called.add(call.path("id").asText()));
        String answered = message.path("tool_call_id").asText("");
        if (!answered.isEmpty() && !called.contains(answered)) {
          complaint = "a result without its call: " + answered;
        }
      }
      if (!messages.path(1).path("content").asText().contains("marmalade")) {
        complaint = "the opening is gone";
      }
    }

    private Behaviour next(long tokens) {
      int turn = turns.incrementAndGet();
      if (turn == TURNS) {
        return SpokenOverHttp.said("", "finish", "{\"summary\":\"- All of it is read.\"}", tokens);
      }
      if (turn % 20 == 1) {
        String write =
            "{\"path\":\"N%d.md\",\"content\":\"%s\"}".formatted(turn, "word ".repeat(1_200));
        return SpokenOverHttp.said("", "write_file", write, tokens);
      }
      int file = turn / 20 * 20 + 1;
      return turn % 20 == 2
          ? SpokenOverHttp.said(
              "", "bash", "{\"command\":\"seq 1 " + (12_000 + turn) + "\"}", tokens)
          : SpokenOverHttp.said(
              "", "read_file", "{\"path\":\"N%d.md\",\"lines\":%d}".formatted(file, turn), tokens);
    }
  }
}
