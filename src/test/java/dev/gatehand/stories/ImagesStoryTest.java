package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.GitHubHouse;
import dev.gatehand.Pictures;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.Attached;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.OpenAiModel;
import dev.gatehand.llm.Patience;
import dev.gatehand.llm.Prices;
import dev.gatehand.llm.ProviderSettings;
import dev.gatehand.llm.StandInProvider;
import dev.gatehand.llm.StandInProvider.Behaviour;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.task.TaskStore.AskView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an issue shows, as the model sees it. */
class ImagesStoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 3 * 1024 * 1024;
  private static final String WORKFLOW =
      "{\"path\":\".github/workflows/extra.yml\",\"content\":\"on: push\\n\"}";

  @TempDir private Path temporary;

  @Test
  void it_is_the_same_after_a_park_and_a_restart_whatever_became_of_the_thread() throws Exception {
    try (var provider = new StandInProvider(ImagesStoryTest::think);
        var house =
            GitHubHouse.open(temporary, () -> new OpenAiModel(seeing(provider)), TestHouse.QUICK)) {
      String address = house.github.attachments.keepsForTokens("a-1", Pictures.PIXEL);
      ask(house, "It looks so: ![the page](%s)".formatted(address));
      AskView ask = house.parkedWithAsk();
      house.github.attachments.forget();
      house.restart();
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);

      JsonNode first = opening(provider.seen.getFirst());
      assertThat(urls(first))
          .containsExactly(
              "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.PIXEL));
      assertThat(first.path(0).path("text").asText()).contains("| " + address + "\n");
      assertThat(provider.seen).hasSizeGreaterThan(1);
      assertThat(opening(provider.seen.getLast())).isEqualTo(first);
      assertThat(house.github.attachments.asked()).as("fetched once").hasSize(1);
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void they_are_few_small_real_and_the_forges_own() throws Exception {
    try (var provider = new StandInProvider(finish());
        var elsewhere = GitHubLoopback.start(temporary.resolve("elsewhere"));
        var house =
            GitHubHouse.open(temporary, () -> new OpenAiModel(seeing(provider)), TestHouse.QUICK)) {
      var kept = house.github.attachments;
      List<String> addresses =
          List.of(
              elsewhere.attachments.keeps("a-0", Pictures.PIXEL),
              kept.keeps("a-1", Pictures.page()),
              kept.keeps("a-2", Pictures.png(LARGEST + 1, 2)),
              kept.keeps("a-3", Pictures.png(LARGEST, 3)),
              kept.keeps("a-4", Pictures.png(LARGEST, 4)),
              kept.keeps("a-5", Pictures.png(100, 5)),
              kept.keeps("a-6", Pictures.png(100, 5)),
              kept.keeps("a-7", Pictures.png(100, 7)),
              kept.keeps("a-8", Pictures.png(100, 8)));
      StringBuilder body = new StringBuilder();
      addresses.forEach(it -> body.append("![](").append(it).append(")\n"));
      ask(house, body.toString());
      TaskHistory history = house.ended(TaskState.DONE);

      assertThat(history.prepared().orElseThrow().images())
          .as("another server, no image, too large, a second large one; the same only once; eight")
          .extracting(Attached::address, Attached::had)
          .isEqualTo(
              List.of(
                  org.assertj.core.groups.Tuple.tuple(addresses.get(0), false),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(1), false),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(2), false),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(3), true),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(4), false),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(5), true),
                  org.assertj.core.groups.Tuple.tuple(addresses.get(7), true)));
      JsonNode opening = opening(provider.seen.getFirst());
      assertThat(urls(opening)).hasSize(3);
      assertThat(opening.path(0).path("text").asText())
          .contains("| " + addresses.get(1) + " [an image that could not be fetched]\n");
      assertThat(elsewhere.attachments.asked()).isEmpty();
    }
  }

  private static void ask(GitHubHouse house, String body) {
    house.about(house.as("alice").opens(house.repository, "The page is wrong", body));
    house.says("alice", "/agent fix");
  }

  private static Behaviour think(StandInProvider.Seen seen) {
    return seen.body().contains("\"role\":\"tool\"")
        ? finish()
        : SpokenOverHttp.said("", "write_file", WORKFLOW, 100);
  }

  private static Behaviour finish() {
    return SpokenOverHttp.said("", "finish", "{\"summary\":\"- It is done.\"}", 100);
  }

  private static ProviderSettings seeing(StandInProvider provider) {
    return new ProviderSettings(
        provider.url(),
        Optional.empty(),
        "seeing",
        2_000,
        0,
        64_000,
        Patience.USUAL,
        Prices.free(),
        true);
  }

  private static JsonNode opening(StandInProvider.Seen seen) {
    try {
      return JSON.readTree(seen.body()).path("messages").path(1).path("content");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> urls(JsonNode content) {
    List<String> urls = new ArrayList<>();
    content.forEach(
        part -> {
          if (part.path("type").asText().equals("image_url")) {
            urls.add(part.path("image_url").path("url").asText());
          }
        });
    return urls;
  }
}
