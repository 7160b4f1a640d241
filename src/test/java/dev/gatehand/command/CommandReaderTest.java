package dev.gatehand.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CommandReaderTest {
  private final CommandReader reader = new CommandReader();

  @TestFactory
  Stream<DynamicTest> hears_what_the_case_file_says() throws IOException {
    return Arrays.stream(cases().split("(?m)^==== "))
        .skip(1)
        .map(
            text -> {
              String title = text.lines().findFirst().orElseThrow();
              int arrow = text.indexOf("\n---> ");
              String body = text.substring(title.length() + 1, arrow);
              String expected = text.substring(arrow + 6).strip();
              return DynamicTest.dynamicTest(
                  title,
                  () -> {
                    assertThat(reader.read(body).toString().replace("\n", "\\n"))
                        .isEqualTo(expected);
                    assertThat(reader.read(body.replace("\n", "\r\n")))
                        .as("with the line ends of a browser")
                        .isEqualTo(reader.read(body));
                  });
            });
  }

  @Test
  void refuses_words_without_end() {
    assertThat(reader.read("/agent fix " + "x".repeat(4001)))
        .isInstanceOf(Heard.NotUnderstood.class);
  }

  @Test
  void reads_large_hostile_comments_quickly() {
    for (String piece :
        new String[] {"\n\nOn a wrote", "[", "> ", "*a ", "<!--", "`", "- ", "a\n"}) {
      String body = piece.repeat(60_000 / piece.length()) + "\n\n/agent fix";
      Assertions.assertTimeout(Duration.ofSeconds(3), () -> reader.read(body), piece);
    }
  }

  @Property
  void never_throws(@ForAll String hostile) {
    assertThatCode(() -> reader.read("x\n/agent " + hostile)).doesNotThrowAnyException();
  }

  private static String cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CommandReaderTest.class.getResourceAsStream("/command/heard.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
