package dev.gatehand.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.Pictures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
  @ParameterizedTest
  @CsvSource({
    "GIF87a..., image/gif",
    "GIF89a..., image/gif",
    "RIFF1234WEBPVP8, image/webp",
    "\u00ff\u00d8\u00ff\u00e0, image/jpeg"
  })
  void says_by_its_bytes_what_it_is(String begins, String kind) {
    assertThat(Image.of(bytes(begins)).map(Image::mediaType)).contains(kind);
    assertThat(Image.of(Pictures.PIXEL).map(Image::mediaType)).contains("image/png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "G", "GIF", "<svg xmlns='x'/>", "%PDF-1.7", "RIFF1234WAVE", "RIFF1234", "BM"})
  void what_no_model_takes_is_none(String begins) {
    assertThat(Image.of(bytes(begins))).isEmpty();
  }

  @Test
  void does_not_fill_a_log() {
    assertThat(Image.of(bytes("GIF89a")).orElseThrow()).hasToString("Image[image/gif, 8 letters]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
