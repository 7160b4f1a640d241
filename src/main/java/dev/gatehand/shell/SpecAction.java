package dev.gatehand.shell;

import java.util.List;
import java.util.Map;

/** What follows from an option, a word or a number of operands. */
sealed interface SpecAction {

  /** A further effect. */
  record Add(EffectName name, Map<String, String> attributes) implements SpecAction {}

  /** This effect in place of those that the command has anyway. */
  record Instead(EffectName name, Map<String, String> attributes) implements SpecAction {}

  /** An attribute of the command's effects. */
  record Put(String key, String value) implements SpecAction {}

  /** Other roles of the operands. */
  record Operands(List<OperandSpec> roles) implements SpecAction {}

  /** Nothing is changed: what would be written or deleted is only looked at. */
  record Harmless() implements SpecAction {}

  /** With everything below. */
  record Recursive() implements SpecAction {}

  /** Nobody can tell what this does. */
  record Unreadable(String reason) implements SpecAction {}

  /** One operand, or as many as there are. */
  record OperandSpec(Role role, boolean many, boolean optional) {}

  /** Whether a hostile word could do no harm with it. */
  default boolean isHarmless() {
    return switch (this) {
      case Add add -> isReading(add.name());
      case Instead instead -> isReading(instead.name());
      case Put _, Harmless _ -> true;
      case Recursive _ -> true;
      case Operands operands ->
          operands.roles().stream().allMatch(operand -> operand.role().isHarmless());
      case Unreadable _ -> false;
    };
  }

  private static boolean isReading(EffectName name) {
    return name.id().endsWith(".read") || name.id().endsWith(".list") || name == EffectName.RUN;
  }
}
