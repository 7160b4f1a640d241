package dev.gatehand.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a piece of a shell command would do. */
public sealed interface Effect extends Finding {

  /** A program that is known starts; what it does are further effects. */
  record Run(String program, Origin origin) implements Effect {
    @Override
    public EffectName name() {
      return EffectName.RUN;
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("program", program);
    }
  }

  /**
   * A file is touched.
   *
   * @param recursive with everything below it
   */
  record File(
      FileOperation operation, Target target, boolean recursive, String program, Origin origin)
      implements Effect {
    private static final List<String> KEYS = EffectName.FILE_READ.attributes();

    @Override
    public EffectName name() {
      return operation.effect();
    }

    @Override
    public Map<String, String> attributes() {
      Map<String, String> values = new LinkedHashMap<>();
      for (String key : KEYS) {
        String value = attribute(key);
        if (value != null) {
          values.put(key, value);
        }
      }
      return values;
    }

    @Override
    public @Nullable String attribute(String key) {
      return switch (key) {
        case "path" -> target.path().isEmpty() ? "?" : target.path();
        case "knowledge" -> target.knowledge().id();
        case "class" -> target.pathClass().id();
        case "place" -> target.place().id();
        case "recursive" -> recursive ? "yes" : "no";
        case "made" -> MadeAgain.is(target.path()) ? "yes" : "no";
        case "kind" -> FileKind.of(target.path()).id();
        case "program" -> program;
        default -> null;
      };
    }
  }

  /**
   * The network is used.
   *
   * @param name one of the {@code network.*} names
   * @param host lower case; {@code ?} if it is not known
   * @param carries what goes out: {@code nothing}, {@code data}, {@code file}, {@code secret}
   */
  record Network(EffectName name, String host, String carries, String program, Origin origin)
      implements Effect {
    @Override
    public Map<String, String> attributes() {
      return Map.of("host", host, "carries", carries, "program", program);
    }
  }

  /**
   * Data is run as code.
   *
   * @param name one of the {@code code.*} names
   * @param language {@code shell}, {@code python}, {@code project} ...
   * @param payload the code where it is known, else empty
   */
  record Code(EffectName name, String language, String payload, String program, Origin origin)
      implements Effect {
    @Override
    public Map<String, String> attributes() {
      return Map.of("language", language, "program", program);
    }
  }

  /** Anything that its name and attributes describe completely; comes from the knowledge files. */
  record Change(EffectName name, Map<String, String> attributes, Origin origin) implements Effect {
    public Change {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * Nobody can tell from the text what this does.
   *
   * @param reason {@code unknown-command}, {@code unknown-option}, {@code unknown-word}, {@code
   *     too-deep} ...
   */
  record Opaque(String reason, String program, Origin origin) implements Effect {
    @Override
    public EffectName name() {
      return EffectName.OPAQUE;
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("reason", reason, "program", program);
    }

    @Override
    public String meaning() {
      return OpaqueReasons.SHIPPED.meaning(reason);
    }
  }
}
