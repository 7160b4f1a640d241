package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.ModelHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.Event;
import dev.gatehand.llm.ApiKey;
import dev.gatehand.llm.OpenAiModel;
import dev.gatehand.llm.ProviderSettings;
import dev.gatehand.llm.StandInProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider's key, in a session in which the provider repeats it in every way it can. */
class KeyStoryTest {
  private static final String KEY = "sk-secret-0123456789-abcdefghij";

  @TempDir private Path temporary;

  @Test
  void the_key_is_in_nothing_that_a_session_leaves_behind() throws Exception {
    var asked = new AtomicInteger();
    StandInProvider.Mind mind =
        _ ->
            switch (asked.incrementAndGet()) {
              case 1 -> StandInProvider.answers(529, Map.of(), complaint());
              case 2 -> StandInProvider.breaksOff();
              case 3 ->
                  SpokenOverHttp.said("", "bash", "{\"command\":\"env; cat /proc/*/environ\"}", 9);
              case 4 ->
                  StandInProvider.answers(
                      200,
                      Map.of("content-type", "text/event-stream"),
                      "data: " + complaint() + "\n\n");
              default -> StandInProvider.answers(401, Map.of(), complaint());
            };
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = into(logged);
    Logger.getLogger("").addHandler(handler);
    Path data = TestHouse.dataIn(temporary);
    try (var provider = new StandInProvider(mind);
        var model =
            new OpenAiModel(
                ProviderSettings.of(provider.url(), Optional.of(new ApiKey(KEY)), "small"));
        var house = new ModelHouse(data, model, TestHouse.QUICK)) {
      house.says("alice", "/agent fix");
      var history = house.ended(Duration.ofMinutes(3));
      assertThat(history.ended().map(Event.Ended::summary).orElseThrow())
          .as("it came to the end of the story, and what is said there is said without the key")
          .contains("wrong key [key]");
      assertThat(provider.seen.getFirst().key()).isEqualTo("Bearer " + KEY);
      assertThat(history.events().toString() + house.ownWords() + model + logged)
          .doesNotContain(KEY);
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertThat(filesWith(temporary)).isEmpty();
  }

  private static String complaint() {
    return "{\"error\":{\"type\":\"server_error\",\"message\":\"wrong key " + KEY + "\"}}";
  }

  private static List<Path> filesWith(Path folder) throws IOException {
    byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> has(file, key)).toList();
    }
  }

  private static boolean has(Path file, byte[] key) {
    try {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      return content.contains(new String(key, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return false;
    }
  }

  private static Handler into(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record.getMessage() + record.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
