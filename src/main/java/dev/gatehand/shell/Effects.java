package dev.gatehand.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes effects from what the knowledge files say. */
final class Effects {
  private Effects() {}

  static Effect make(
      Walk walk,
      EffectName name,
      Map<String, String> attributes,
      String program,
      String verb,
      List<Source> sent,
      String host,
      Frame frame) {
    Origin origin = frame.origin();
    Effect effect =
        switch (name) {
          case NETWORK_RECEIVE, NETWORK_SEND, NETWORK_CONNECT, NETWORK_LISTEN ->
              new Effect.Network(
                  // Where only this machine can come in, nothing is opened.
                  name == EffectName.NETWORK_LISTEN && Hosts.isOwn(host)
                      ? EffectName.NETWORK_CONNECT
                      : name,
                  attributes.getOrDefault("host", host),
                  attributes.getOrDefault(
                      "carries", Flows.carries(host, sent, name == EffectName.NETWORK_SEND)),
                  program,
                  origin);
          case CODE_INLINE, CODE_FILE, CODE_PROJECT, CODE_STDIN, CODE_DOWNLOAD, CODE_DECODED ->
              new Effect.Code(
                  name, attributes.getOrDefault("language", "project"), "", program, origin);
          case OPAQUE ->
              new Effect.Opaque(attributes.getOrDefault("reason", "unreadable"), program, origin);
          case RUN -> new Effect.Run(program, origin);
          case FILE_READ,
              FILE_LIST,
              FILE_WRITE,
              FILE_APPEND,
              FILE_TRUNCATE,
              FILE_DELETE,
              FILE_MOVE,
              FILE_LINK,
              FILE_METADATA,
              FILE_EXECUTE ->
              file(walk, name, attributes, program, frame);
          default -> change(name, attributes, program, verb, origin);
        };
    walk.findings.add(effect);
    Flows.into(walk, effect, sent, "argument");
    return effect;
  }

  /** Files that the command line does not name: something at or below the working directory. */
  private static Effect file(
      Walk walk, EffectName name, Map<String, String> attributes, String program, Frame frame) {
    FileOperation operation = FileOperation.READ;
    for (FileOperation each : FileOperation.values()) {
      operation = each.effect() == name ? each : operation;
    }
    String shown = attributes.getOrDefault("path", "?");
    String directory = frame.scope().directory;
    Target target =
        directory.isEmpty()
            ? Locations.unknown(shown)
            : walk.locations.target(shown, "./" + shown, PathKnowledge.UNDER, directory);
    return new Effect.File(operation, target, false, program, frame.origin());
  }

  private static Effect change(
      EffectName name, Map<String, String> given, String program, String verb, Origin origin) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String key : name.attributes()) {
      String value =
          switch (key) {
            case "program" -> given.getOrDefault(key, program);
            case "verb" -> given.getOrDefault(key, verb);
            // Where it is not said, it is the repository's own.
            case "scope" ->
                given.getOrDefault(key, name == EffectName.GIT_CONFIG ? "repository" : "");
            default -> given.getOrDefault(key, "");
          };
      if (!value.isEmpty()) {
        attributes.put(key, value);
      }
    }
    return new Effect.Change(name, attributes, origin);
  }
}
