package dev.gatehand.loopback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what answers a request, by the templates of GitHub's description. */
final class Router {
  private final List<Route> routes = new ArrayList<>();

  Router on(String method, String template, Need need, Handler handler) {
    routes.add(
        new Route(method, template, List.of(template.substring(1).split("/")), need, handler));
    return this;
  }

  Router get(String template, Need need, Handler handler) {
    return on("GET", template, need, handler);
  }

  Router post(String template, Need need, Handler handler) {
    return on("POST", template, need, handler);
  }

  Router patch(String template, Need need, Handler handler) {
    return on("PATCH", template, need, handler);
  }

  Router delete(String template, Need need, Handler handler) {
    return on("DELETE", template, need, handler);
  }

  List<Route> all() {
    return List.copyOf(routes);
  }

  /** Of those that fit, the route with the most words. */
  Optional<Found> find(String method, String path) {
    List<String> parts = List.of(path.substring(1).split("/"));
    Found best = null;
    for (Route route : routes) {
      Optional<Map<String, String>> names =
          route.method().equals(method) ? route.match(parts) : Optional.empty();
      if (names.isPresent() && (best == null || route.words() > best.route().words())) {
        best = new Found(route, names.get());
      }
    }
    return Optional.ofNullable(best);
  }

  /** What answers. */
  interface Handler {
    Answer handle(Call call);
  }

  record Found(Route route, Map<String, String> names) {}

  record Route(String method, String template, List<String> segments, Need need, Handler handler) {
    long words() {
      return segments.stream().filter(it -> !it.startsWith("{")).count();
    }

    /** The values of the names; the last name of a route takes slashes too if it may. */
    Optional<Map<String, String>> match(List<String> parts) {
      boolean open = List.of("{path}", "{ref}", "{branch}").contains(segments.getLast());
      if (open ? parts.size() < segments.size() : parts.size() != segments.size()) {
        return Optional.empty();
      }
      Map<String, String> names = new LinkedHashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          String value =
              open && i == segments.size() - 1
                  ? String.join("/", parts.subList(i, parts.size()))
                  : parts.get(i);
          names.put(segment.substring(1, segment.length() - 1), Text.segment(value));
        } else if (!segment.equals(parts.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(names);
    }
  }
}
