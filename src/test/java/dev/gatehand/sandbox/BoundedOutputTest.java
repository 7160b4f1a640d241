package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class BoundedOutputTest {
  @Property(tries = 500)
  void keeps_the_head_and_the_tail_however_the_bytes_come(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(max = 200) String written,
      @ForAll @IntRange(min = 1, max = 60) int kept,
      @ForAll @IntRange(min = 1, max = 90) int piece) {
    BoundedOutput output = new BoundedOutput(kept);
    byte[] bytes = written.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < bytes.length; at += piece) {
      int count = Math.min(piece, bytes.length - at);
      output.add(java.util.Arrays.copyOfRange(bytes, at, at + count), count);
    }
    assertThat(output.total()).isEqualTo(bytes.length);
    if (written.length() <= kept) {
      assertThat(output.text()).isEqualTo(written);
      assertThat(output.dropped()).isZero();
    } else {
      int missing = written.length() - kept;
      assertThat(output.dropped()).isEqualTo(missing);
      assertThat(output.text())
          .isEqualTo(
              written.substring(0, kept / 2)
                  + "\n[... "
                  + missing
                  + " bytes of output are not kept ...]\n"
                  + written.substring(kept / 2 + missing));
    }
  }
}
