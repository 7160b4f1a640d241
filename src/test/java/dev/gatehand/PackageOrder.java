package dev.gatehand;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The packages from left to right; those of one place do not know each other. */
final class PackageOrder {
  static final String ROOT = "root";

  private static final String PREFIX = "dev.gatehand";
  private static final List<Set<String>> PLACES =
      List.of(
          Set.of("text"),
          Set.of("shell"),
          Set.of("policy"),
          Set.of("model"),
          Set.of("gate"),
          Set.of("forge"),
          Set.of("command"),
          Set.of("workspace"),
          Set.of("journal"),
          Set.of("agent"),
          Set.of("escalation"),
          Set.of("publish"),
          Set.of("task"),
          Set.of("maintenance"),
          Set.of("github", "embedded", "llm", "git", "sandbox", "store", "web", "cli"),
          Set.of(ROOT));

  private PackageOrder() {}

  static List<String> all() {
    return PLACES.stream().flatMap(Set::stream).toList();
  }

  /** The part of a class's package that the order speaks of; other people's classes are "". */
  static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(PREFIX)) {
      return ROOT;
    }
    return name.startsWith(PREFIX + ".") ? name.substring(PREFIX.length() + 1).split("\\.")[0] : "";
  }

  static ArchCondition<JavaClass> onlyLookLeft() {
    return new ArchCondition<>("import only what stands left of them") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String from = packageOf(type);
          String to = packageOf(dependency.getTargetClass().getBaseComponentType());
          if (!to.isEmpty() && !from.equals(to) && place(to) >= place(from)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static int place(String name) {
    return IntStream.range(0, PLACES.size())
        .filter(at -> PLACES.get(at).contains(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("package " + name + " has no place in the order"));
  }
}
