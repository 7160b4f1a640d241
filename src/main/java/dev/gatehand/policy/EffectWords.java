package dev.gatehand.policy;

import dev.gatehand.shell.Certainty;
import dev.gatehand.shell.EffectName;
import dev.gatehand.shell.PathClass;
import dev.gatehand.shell.PathKnowledge;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words in which rules speak of effects: the catalogue of {@code shell}, and {@code family.*}
 * for all effects of a family. A word that no effect can ever have is a complaint, because such a
 * rule would never match.
 */
final class EffectWords {
  private static final Set<String> EFFECTS = effectWords();

  private EffectWords() {}

  static Set<String> effects() {
    return EFFECTS;
  }

  /** The attributes that a rule about this effect may name. */
  static Set<String> attributes(String effect) {
    Set<String> names =
        Arrays.stream(EffectName.values())
            .filter(name -> matches(effect, name.id()))
            .flatMap(name -> name.attributes().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    names.add("certainty");
    return names;
  }

  /** The only words that an attribute can have; empty: any text, matched as a glob. */
  static List<String> words(String attribute) {
    return switch (attribute) {
      case "class", "place" -> Arrays.stream(PathClass.values()).map(PathClass::id).toList();
      case "knowledge" -> Arrays.stream(PathKnowledge.values()).map(PathKnowledge::id).toList();
      case "recursive" -> List.of("yes", "no");
      case "certainty" ->
          Arrays.stream(Certainty.values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
      default -> List.of();
    };
  }

  static boolean matches(String written, String id) {
    return written.equals(id)
        || (written.endsWith(".*") && id.startsWith(written.substring(0, written.length() - 1)));
  }

  private static Set<String> effectWords() {
    return Arrays.stream(EffectName.values())
        .map(EffectName::id)
        .flatMap(
            id ->
                id.contains(".")
                    ? Stream.of(id, id.substring(0, id.indexOf('.')) + ".*")
                    : Stream.of(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
