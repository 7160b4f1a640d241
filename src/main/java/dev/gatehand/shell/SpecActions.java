package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what stands after {@code :} in a knowledge file. */
final class SpecActions {
  private SpecActions() {}

  static List<SpecAction> read(KnowledgeFile.Line line, String text) {
    List<SpecAction> actions = new ArrayList<>();
    for (String piece : text.split(" *; *")) {
      actions.add(action(line, piece.strip()));
    }
    return actions;
  }

  private static SpecAction action(KnowledgeFile.Line line, String piece) {
    int blank = piece.indexOf(' ');
    String key = blank < 0 ? piece : piece.substring(0, blank);
    String rest = blank < 0 ? "" : piece.substring(blank + 1).strip();
    return switch (key) {
      case "effect" -> effect(line, rest);
      case "instead" -> {
        SpecAction.Add effect = effect(line, rest);
        yield new SpecAction.Instead(effect.name(), effect.attributes());
      }
      case "set" -> {
        Map<String, String> put = SpecReader.attributes(line, rest.split(" +"), 0);
        if (put.size() != 1) {
          throw line.wrong("set takes one key=value");
        }
        Map.Entry<String, String> only = put.entrySet().iterator().next();
        yield new SpecAction.Put(only.getKey(), only.getValue());
      }
      case "operands" -> new SpecAction.Operands(operands(line, rest));
      case "harmless" -> new SpecAction.Harmless();
      case "recursive" -> new SpecAction.Recursive();
      case "opaque" ->
          new SpecAction.Unreadable(reason(line, rest.isEmpty() ? "unreadable" : rest));
      default -> throw line.wrong("no such action: " + key);
    };
  }

  static SpecAction.Add effect(KnowledgeFile.Line line, String text) {
    String[] words = text.split(" +");
    EffectName name =
        EffectName.of(words[0]).orElseThrow(() -> line.wrong("no such effect: " + words[0]));
    Map<String, String> attributes = SpecReader.attributes(line, words, 1);
    for (String key : attributes.keySet()) {
      if (!name.attributes().contains(key)) {
        throw line.wrong(name.id() + " has no attribute " + key);
      }
    }
    if (name == EffectName.OPAQUE) {
      reason(line, attributes.getOrDefault("reason", "unreadable"));
    }
    return new SpecAction.Add(name, attributes);
  }

  private static String reason(KnowledgeFile.Line line, String reason) {
    if (!OpaqueReasons.SHIPPED.knows(reason)) {
      throw line.wrong("reasons.txt does not explain " + reason);
    }
    return reason;
  }

  static List<SpecAction.OperandSpec> operands(KnowledgeFile.Line line, String text) {
    List<SpecAction.OperandSpec> operands = new ArrayList<>();
    for (String word : text.split(" +")) {
      boolean many = word.endsWith("*");
      boolean optional = word.endsWith("?");
      Role role = Role.of(many || optional ? word.substring(0, word.length() - 1) : word);
      if (role == null) {
        throw line.wrong("no such role: " + word);
      }
      operands.add(new SpecAction.OperandSpec(role, many, optional));
    }
    return operands;
  }
}
