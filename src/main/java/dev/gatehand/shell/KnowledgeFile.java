package dev.gatehand.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file of the product's own knowledge: lines of text, with {@code #} before remarks. */
final class KnowledgeFile {

  /** A line that says something. */
  record Line(String file, int number, int indent, String text) {
    IllegalStateException wrong(String what) {
      return new IllegalStateException(file + ":" + number + ": " + what + ": " + text);
    }
  }

  private KnowledgeFile() {}

  /** All lines that say something; a missing file is a broken build. */
  static List<Line> read(String name) {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = KnowledgeFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("knowledge file missing from the build: " + name);
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          lines.add(new Line(name, number, line.length() - line.stripLeading().length(), text));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("knowledge file unreadable: " + name, e);
    }
    return lines;
  }
}
