package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found so far, and how much may still be looked at. */
final class Findings {

  /** Commands that are looked at, loops and functions counted each time. */
  private static final int MOST_COMMANDS = 3_000;

  private final Set<Effect> effects = new LinkedHashSet<>();
  private final Set<Flow> flows = new LinkedHashSet<>();
  private final List<Unclear> unclear = new ArrayList<>();
  private final Map<String, Stream> written = new HashMap<>();
  private int commands;
  private boolean exhausted;

  Effect add(Effect effect) {
    effects.add(effect);
    return effect;
  }

  void flow(EffectName name, Effect from, Effect to, String channel) {
    flows.add(new Flow(name, from, to, channel));
  }

  void unclear(String reason, Span span) {
    unclear.add(new Unclear(reason, span.start(), span.end()));
  }

  /** Whether one more command may be looked at; when not, the rest of the line is unclear. */
  boolean mayGoOn(Span span) {
    if (++commands <= MOST_COMMANDS) {
      return true;
    }
    if (!exhausted) {
      exhausted = true;
      unclear("more commands than are looked at", span);
    }
    return false;
  }

  /** Remembers what this line itself writes into a file. */
  void wrote(String path, Stream content, boolean added) {
    Stream before = written.get(path);
    if (!added) {
      written.put(path, content);
    } else {
      written.put(path, (before == null ? Stream.unknown(List.of()) : before).then(content));
    }
  }

  @Nullable Stream written(String path) {
    return written.get(path);
  }

  ShellAnalysis result() {
    return new ShellAnalysis(List.copyOf(effects), List.copyOf(flows), unclear);
  }
}
