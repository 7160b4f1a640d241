package dev.gatehand.shell;

import java.util.Map;

/**
 * Something goes from one effect into another.
 *
 * @param name {@code flow.secret-to-network}, {@code flow.file-to-network}, {@code
 *     flow.network-to-shell} ...
 * @param from what it comes from
 * @param to what it ends in
 * @param channel pipe, file, variable, descriptor, substitution or argument
 */
public record Flow(EffectName name, Effect from, Effect to, String channel) implements Finding {
  @Override
  public Map<String, String> attributes() {
    return Map.of("channel", channel);
  }

  @Override
  public Origin origin() {
    Origin end = to.origin();
    return new Origin(
        Math.min(from.origin().start(), end.start()),
        Math.max(from.origin().end(), end.end()),
        from.origin().text().equals(end.text())
            ? end.text()
            : from.origin().text() + " -> " + end.text(),
        end.wrappers(),
        from.origin().certainty().and(end.certainty()));
  }
}
