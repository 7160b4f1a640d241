package dev.gatehand.gate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands at a path before or after an edit. */
public sealed interface FileState {

  /** Nothing stands there. */
  record Missing() implements FileState {}

  /** It was not looked at (a dry run that reads no file). */
  record Unknown() implements FileState {}

  /** A file, a link (its target is the content) or a submodule, with its exact bytes. */
  record Present(byte[] content, FileMode mode) implements FileState {
    public Present {
      content = content.clone();
    }

    public static Present text(String text) {
      return new Present(text.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR);
    }

    @Override
    public byte[] content() {
      return content.clone();
    }

    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Present(byte[] bytes, FileMode m)
          && Arrays.equals(content, bytes)
          && mode == m;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content) * 31 + mode.hashCode();
    }
  }
}
