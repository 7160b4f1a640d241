package dev.gatehand.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page tells people to type.
 *
 * @param blocks by where they stand, e.g. {@code 2A} or {@code 4 systemd}, in their order
 * @param inline commands in the midst of its sentences
 */
record Guide(Map<String, String> blocks, List<String> inline) {
  private static final Pattern HEADING = Pattern.compile("## (\\w+)\\..*");
  private static final Pattern TOPIC = Pattern.compile("\\*\\*([\\w ]+)[.:]\\*\\*.*");
  private static final Pattern COMMAND =
      Pattern.compile("`((?:sudo |\\./gatehand |caddy |openssl |docker )[^`]+)`");

  static Guide read(Path page) throws IOException {
    Map<String, String> blocks = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    String heading = "";
    String topic = "";
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        if (inside) {
          blocks.merge(
              (heading + " " + topic).strip(), String.join("\n", open) + "\n", String::concat);
          open.clear();
        }
        inside = !inside;
      } else if (inside) {
        open.add(line);
      } else {
        words.append(line).append('\n');
        Matcher next = HEADING.matcher(line);
        Matcher bold = TOPIC.matcher(line);
        topic = next.matches() ? "" : bold.matches() ? bold.group(1) : topic;
        heading = next.matches() ? next.group(1) : heading;
      }
    }
    TreeSet<String> inline = new TreeSet<>();
    Matcher matcher = COMMAND.matcher(words);
    while (matcher.find()) {
      inline.add(matcher.group(1));
    }
    return new Guide(blocks, List.copyOf(inline));
  }

  /** A block with what stands for something in it replaced; each of those must stand there. */
  String block(String where, Map<String, String> values) {
    String text = blocks.getOrDefault(where, "");
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (!text.contains(value.getKey())) {
        throw new IllegalStateException(value.getKey() + " is not in the block " + where);
      }
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }
}
