package dev.gatehand.shell;

import java.util.List;
import java.util.Map;

/** Names what it means that data goes from somewhere into something. */
final class Flows {
  private Flows() {}

  /** Data of these sources goes into this effect. */
  static void into(Walk walk, Effect sink, List<Source> sources, String channel) {
    if (sink instanceof Effect.File && Source.has(sources, Source.Kind.ENDLESS)) {
      walk.findings.add(
          new Effect.Change(EffectName.RESOURCE_EXHAUST, Map.of("what", "disk"), sink.origin()));
    }
    for (Source source : sources) {
      EffectName name = name(source, sink);
      if (name != null) {
        walk.findings.flow(name, source.effect(), sink, channel);
      }
    }
  }

  private static @org.jspecify.annotations.Nullable EffectName name(Source source, Effect sink) {
    boolean network =
        sink instanceof Effect.Network to
            && sink.name() != EffectName.NETWORK_RECEIVE
            && !Hosts.isLoopback(to.host());
    boolean file = sink instanceof Effect.File;
    boolean code = sink instanceof Effect.Code;
    // What a store gave is judged where it is asked for: a sandbox gets nothing from it.
    boolean kept = source.effect().name() != EffectName.SECRET_FETCH;
    return switch (source.kind()) {
      case SECRET ->
          network
              ? EffectName.FLOW_SECRET_TO_NETWORK
              : file && kept ? EffectName.FLOW_SECRET_TO_FILE : null;
      case FILE ->
          network ? EffectName.FLOW_FILE_TO_NETWORK : code ? EffectName.FLOW_FILE_TO_SHELL : null;
      case NETWORK ->
          code
              ? EffectName.FLOW_NETWORK_TO_SHELL
              : file && !isOwn(source) ? EffectName.FLOW_NETWORK_TO_FILE : null;
      case ENDLESS -> null;
      case DECODED -> code ? EffectName.FLOW_DECODED_TO_SHELL : null;
    };
  }

  /** A server on this machine; what it says is still not to be run. */
  private static boolean isOwn(Source source) {
    return source.effect() instanceof Effect.Network from && Hosts.isLoopback(from.host());
  }

  /** What the line prints in the end: an endless text fills memory and record. */
  static void shown(Walk walk, List<Source> sources) {
    for (Source source : sources) {
      if (source.kind() == Source.Kind.ENDLESS) {
        walk.findings.add(
            new Effect.Change(
                EffectName.RESOURCE_EXHAUST, Map.of("what", "output"), source.effect().origin()));
      }
    }
  }

  /** What goes out, in the words of the catalogue. */
  static String carries(String host, List<Source> sources, boolean anything) {
    if (Hosts.isLoopback(host)) {
      return sources.isEmpty() && !anything ? "nothing" : "data";
    }
    if (Source.has(sources, Source.Kind.SECRET)) {
      return "secret";
    }
    if (Source.has(sources, Source.Kind.FILE)) {
      return "file";
    }
    return anything ? "data" : "nothing";
  }
}
