package dev.gatehand;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Images of tests: what says that it is one is real, what it shows is nothing. */
public final class Pictures {
  /** A whole one, one grey pixel. */
  public static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

  private Pictures() {}

  /** So many bytes that begin like a PNG; each number gives other ones. */
  public static byte[] png(int size, int number) {
    byte[] bytes = Arrays.copyOf(PIXEL, size);
    bytes[size - 1] = (byte) number;
    return bytes;
  }

  /** No image, whatever its name says. */
  public static byte[] page() {
    return "<html>not found</html>".getBytes(StandardCharsets.UTF_8);
  }
}
