package dev.gatehand.loopback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which part of a list is asked for: 30 a page if nothing is said, never more than 100. */
record Page(int number, int size, int total, Map<String, String> query) {
  private static final int USUAL = 30;
  private static final int MOST = 100;

  static Page of(Call call, int total) {
    int size = Math.clamp(number(call, "per_page", USUAL), 1, MOST);
    return new Page(Math.max(1, number(call, "page", 1)), size, total, call.query());
  }

  int from() {
    return (int) Math.min((long) (number - 1) * size, total);
  }

  int to() {
    return Math.min(from() + size, total);
  }

  /** The header {@code Link}, empty when everything is on this page. */
  Map<String, String> headers(String address) {
    int last = Math.max(1, (total + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(address, number - 1, "prev"));
    }
    if (number < last) {
      links.add(link(address, number + 1, "next"));
      links.add(link(address, last, "last"));
    }
    if (number > 1) {
      links.add(link(address, 1, "first"));
    }
    return links.isEmpty() ? Map.of() : Map.of("Link", String.join(", ", links));
  }

  private String link(String address, int page, String rel) {
    Map<String, String> all = new TreeMap<>(query);
    all.put("page", String.valueOf(page));
    String text =
        all.entrySet().stream()
            .map(it -> it.getKey() + "=" + Text.encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    return "<" + address + "?" + text + ">; rel=\"" + rel + "\"";
  }

  private static int number(Call call, String name, int otherwise) {
    try {
      return Integer.parseInt(call.query().getOrDefault(name, String.valueOf(otherwise)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
