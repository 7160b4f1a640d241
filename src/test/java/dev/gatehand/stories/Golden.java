package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole texts as files, with what differs from run to run replaced. A file that is to change is
 * written anew by {@code -Dgolden=write}; the diff then shows what people will read.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  static void assertReads(String name, String text) {
    Path file = FOLDER.resolve(name);
    String steady = steady(text).strip() + "\n";
    try {
      if (System.getProperty("golden", "").equals("write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, steady);
      }
      assertThat(steady).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String steady(String text) {
    return text.replaceAll("\\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{2}\\b", "ASKS-ID")
        .replaceAll("\\bt-[a-z2-9]{10}\\b", "t-task")
        .replaceAll("\\b[0-9a-f]{64}\\b", "HEAD")
        .replaceAll("\\b[0-9a-f]{40}\\b", "COMMIT")
        .replaceAll("<!-- gatehand:[0-9a-f]+ -->", "<!-- gatehand:MARK -->")
        .replaceAll("policy [0-9a-f]{12}", "policy DIGEST")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC", "DAY HH:MM UTC")
        .replaceAll("\\b\\d\\d:\\d\\d UTC", "HH:MM UTC")
        .replaceAll("\\b(\\d+ min )?\\d+ s\\b", "TIME");
  }
}
