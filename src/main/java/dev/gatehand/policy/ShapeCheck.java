package dev.gatehand.policy;

import dev.gatehand.policy.Shape.Keys;
import dev.gatehand.policy.Shape.ListOf;
import dev.gatehand.policy.Shape.Presence;
import dev.gatehand.text.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Holds a YAML tree against the table of keys. It goes on after a mistake, so that the operator
 * reads all complaints at once; where there was one, the value is missing from the result.
 */
final class ShapeCheck {
  private final Complaints complaints;
  private final ScalarCheck scalars;

  ShapeCheck(Complaints complaints) {
    this.complaints = complaints;
    this.scalars = new ScalarCheck(complaints);
  }

  Optional<Object> check(Node node, Shape shape, String place) {
    return switch (shape) {
      case Keys keys -> mapping(node, keys, place).map(fields -> fields);
      case ListOf list -> list(node, list, place).map(values -> values);
      case Shape.WordOrList either ->
          node instanceof ScalarNode scalar && scalar.getValue().equals(either.word())
              ? Optional.of(List.of())
              : node instanceof ScalarNode
                  ? complaints.add(node, place + " is '" + either.word() + "' or a list")
                  : check(node, either.list(), place);
      case Shape.Pattern _ -> pattern(node, place).map(pattern -> pattern);
      case Shape.Word _,
          Shape.Text _,
          Shape.Name _,
          Shape.Like _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Money _,
          Shape.Span _,
          Shape.Cron _,
          Shape.Zone _ ->
          node instanceof ScalarNode scalar
              ? scalars.check(scalar, shape, place)
              : complaints.add(node, place + " needs a single value, not " + kind(node));
    };
  }

  Optional<Fields> mapping(Node node, Keys shape, String place) {
    if (!(node instanceof MappingNode mapping)) {
      return complaints.add(node, place + " needs keys with values, not " + kind(node));
    }
    Map<String, Node> entries = entries(mapping, place);
    Map<String, Object> values = new HashMap<>();
    List<String> names = shape.keys().stream().map(Shape.Key::name).toList();
    entries.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            complaints.add(value, unknown("key", name, names, place));
          }
        });
    for (Shape.Key key : shape.keys()) {
      String inside = place.equals("the policy") ? key.name() : place + "." + key.name();
      Node value = entries.get(key.name());
      if (value != null) {
        check(value, key.shape(), inside).ifPresent(v -> values.put(key.name(), v));
      } else {
        switch (key.presence()) {
          case Presence.Required _ -> complaints.add(node, missing(key, place));
          case Presence.Silent _ -> {}
          case Presence.Else(Object otherwise) -> values.put(key.name(), otherwise);
        }
      }
    }
    return Optional.of(new Fields(values, line(node)));
  }

  private Optional<List<Object>> list(Node node, ListOf shape, String place) {
    if (!(node instanceof SequenceNode sequence)) {
      return complaints.add(node, place + " needs a list, e.g. [] or lines that begin with '- '");
    }
    if (sequence.getValue().size() > shape.most()) {
      return complaints.add(node, place + " has more than " + shape.most() + " entries");
    }
    List<Object> values = new ArrayList<>();
    int number = 0;
    for (Node element : sequence.getValue()) {
      check(element, shape.element(), place + "[" + number++ + "]").ifPresent(values::add);
    }
    return Optional.of(values);
  }

  private Optional<EffectPattern> pattern(Node node, String place) {
    if (!(node instanceof MappingNode mapping)) {
      return complaints.add(node, place + " needs an effect, e.g. {effect: publish.*}");
    }
    Map<String, Node> entries = entries(mapping, place);
    Node named = entries.remove("effect");
    if (!(named instanceof ScalarNode effect)) {
      return complaints.add(node, place + " needs the key 'effect', e.g. {effect: publish.*}");
    }
    if (!EffectWords.effects().contains(effect.getValue())) {
      return complaints.add(
          effect, unknown("effect", effect.getValue(), EffectWords.effects(), place));
    }
    var attributes = EffectWords.attributes(effect.getValue());
    Map<String, List<String>> where = new LinkedHashMap<>();
    entries.forEach(
        (name, value) -> {
          if (attributes.contains(name)) {
            where.put(name, words(value, EffectWords.words(name), place + "." + name));
          } else {
            complaints.add(value, unknown("attribute", name, attributes, place));
          }
        });
    return Optional.of(new EffectPattern(effect.getValue(), where));
  }

  /** One word or a list of words; {@code allowed} empty: any text, matched as a glob. */
  private List<String> words(Node node, List<String> allowed, String place) {
    Shape one = allowed.isEmpty() ? new Shape.Text(500) : new Shape.Word(allowed);
    List<String> words = new ArrayList<>();
    List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    if (nodes.isEmpty()) {
      complaints.add(node, place + " is empty: the rule would never match");
    }
    for (Node each : nodes) {
      check(each, one, place).ifPresent(word -> words.add((String) word));
    }
    return List.copyOf(words);
  }

  /** The entries by name; a name that stands twice is a complaint, and its first value counts. */
  private Map<String, Node> entries(MappingNode mapping, String place) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        complaints.add(tuple.getKeyNode(), place + " has a key that is not a word");
      } else if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null
          && twice.add(key.getValue())) {
        complaints.add(key, "'" + key.getValue() + "' stands twice in " + place + ": keep one");
      }
    }
    return entries;
  }

  private static String missing(Shape.Key key, String place) {
    String what = place + " lacks the key '" + key.name() + "'";
    return key.example().isEmpty() ? what : what + ": write " + key.name() + ": " + key.example();
  }

  private static String unknown(
      String what, String written, java.util.Collection<String> words, String place) {
    String shown = Complaints.shown(written);
    return Spelling.nearest(written, words)
        .map(near -> "unknown " + what + " '" + shown + "' in " + place + ": did you mean '" + near)
        .map(text -> text + "'?")
        .orElseGet(
            () ->
                "unknown %s '%s' in %s: %s"
                    .formatted(
                        what,
                        shown,
                        place,
                        words.isEmpty()
                            ? "there is none here"
                            : "known are " + String.join(", ", words.stream().sorted().toList())));
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String kind(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "keys with values";
      case sequence -> "a list";
      case scalar, anchor -> "a single value";
    };
  }
}
