package dev.gatehand.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts from the corpus: each begins with a line {@code ## first rest}. */
record Cases(String title, String text) {

  static List<Cases> in(String file) {
    List<Cases> cases = new ArrayList<>();
    for (String one : resource(file).split("(?m)^## ")) {
      int end = one.indexOf('\n');
      if (end > 0) {
        String text = one.substring(end + 1);
        cases.add(new Cases(one.substring(0, end), text.substring(0, text.length() - 1)));
      }
    }
    return cases;
  }

  static String resource(String file) {
    try (InputStream in = Cases.class.getResourceAsStream("/corpus/shell/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no corpus file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
