package dev.gatehand;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Grant;
import dev.gatehand.gate.Permit;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.workspace.CommandRunner;
import dev.gatehand.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all of the code, each with its reason. */
class HouseRulesTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gatehand");
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.gatehand");

  /** Rules over nothing hold. Raise these as the code grows. */
  private static final int FEWEST_CLASSES = 350;

  private static final int FEWEST_TESTS = 25;
  private static final int LONGEST_FILE = 300;

  @Test
  void enough_was_seen_for_the_rules_to_mean_something() {
    assertThat(MAIN).hasSizeGreaterThan(FEWEST_CLASSES);
    assertThat(TESTS).hasSizeGreaterThan(FEWEST_TESTS);
    Set<String> packages = new TreeSet<>();
    MAIN.forEach(type -> packages.add(PackageOrder.packageOf(type)));
    assertThat(PackageOrder.all()).containsAll(packages);
  }

  @Test
  void a_package_imports_only_what_stands_left_of_it() {
    classes()
        .should(PackageOrder.onlyLookLeft())
        .because(
            "who reads a package must be able to stop at its left; edges that know each other"
                + " cannot be exchanged one by one")
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("dev.gatehand.LibraryEdge#all")
  void a_library_stays_at_its_edge(LibraryEdge edge) {
    noClasses()
        .that(are(outside(edge.allowed())))
        .should()
        .dependOnClassesThat(are(from(edge.library())))
        .because(edge.reason())
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void the_core_knows_no_json() {
    noClasses()
        .that(are(inside(Set.of("text", "shell", "policy", "gate", "agent", "task"))))
        .should()
        .dependOnClassesThat(are(from(List.of("com.fasterxml.jackson"))))
        .because("what is judged are typed values; how they were written is the edge's business")
        .check(MAIN);
  }

  @Test
  void the_agent_does_not_know_the_forge() {
    noClasses()
        .that(are(inside(Set.of("agent"))))
        .should()
        .dependOnClassesThat(
            are(
                inside(Set.of("forge"))
                    .and(describe("but Account", it -> !isNamed(it, "Account")))))
        .because(
            "an engine that could comment could answer its own asks; an Account is only the name"
                + " that the journal gives with an answer, and the model is told")
        .check(MAIN);
  }

  @Test
  void a_command_is_not_a_judgement() {
    noClasses()
        .that(are(inside(Set.of("command"))))
        .should()
        .dependOnClassesThat(
            are(inside(Set.of("gate")).and(describe("but AskId", it -> !isNamed(it, "AskId")))))
        .because("reading a comment must not depend on what will be decided; it only names the ask")
        .check(MAIN);
  }

  @Test
  void only_the_gate_makes_permits() {
    noClasses()
        .that(are(describe("not the Gate", type -> !type.isEquivalentTo(Gate.class))))
        .should()
        .callConstructorWhere(
            describe("of Permit", call -> call.getTargetOwner().isEquivalentTo(Permit.class)))
        .because("nothing acts unjudged")
        .check(MAIN);
    assertThat(Permit.class.getConstructors()).isEmpty();
  }

  @Test
  void only_escalation_makes_grants() {
    noClasses()
        .that(are(outside(Set.of("escalation"))))
        .should()
        .callConstructorWhere(
            describe("of Grant", call -> call.getTargetOwner().isEquivalentTo(Grant.class)))
        .because("only it has looked up the person, the ask and the answer at that moment")
        .check(MAIN);
  }

  @Test
  void what_acts_takes_a_permit() {
    assertThat(parametersOf(Workspace.class, "perform")).containsExactly(Permit.class);
    assertThat(parametersOf(CommitWriter.class, "push")).contains(Permit.class);
    noClasses()
        .that(are(outside(Set.of("workspace"))))
        .should()
        .callMethodWhere(
            describe(
                "runs a command",
                call ->
                    call.getTargetOwner().isEquivalentTo(CommandRunner.class)
                        && call.getName().equals("run")))
        .because("Workspace asks for a permit first, and a runner does not")
        .check(MAIN);
  }

  @Test
  void every_package_is_null_marked() {
    Map<String, Boolean> marked = new TreeMap<>();
    for (JavaClass type : MAIN) {
      boolean says =
          type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class);
      marked.merge(type.getPackageName(), says, Boolean::logicalOr);
    }
    assertThat(marked)
        .as("null is never a value here, and NullAway checks only marked code")
        .doesNotContainValue(false);
  }

  @Test
  void nothing_static_changes() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two nodes in one test, or two tests in one process, would share it")
        .check(MAIN);
  }

  @Test
  void names_say_what_a_thing_is() {
    classes()
        .that()
        .areTopLevelClasses()
        .should()
        .haveNameNotMatching(".*(Service|Manager|Helper|Utils?|Impl|Dto)|.*\\.Base[A-Z].*")
        .because("such a name is a drawer, and drawers fill up")
        .check(MAIN);
  }

  @Test
  void tests_use_no_mocks_and_do_not_sleep() {
    noClasses()
        .should()
        .dependOnClassesThat(
            are(from(List.of("org.mockito", "org.easymock", "mockit", "org.powermock"))))
        .because("a mock says what its author believed; own types have real fakes")
        .check(TESTS);
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .because("a sleep is a race with a long fuse; wait for what must become true")
        .check(TESTS);
  }

  @Test
  void files_are_short_enough_to_be_read() {
    Map<String, Long> tooLong = new TreeMap<>();
    for (Path file : sources()) {
      long lines = lines(file);
      if (lines > LONGEST_FILE) {
        tooLong.put(file.toString(), lines);
      }
    }
    assertThat(sources()).hasSizeGreaterThan(FEWEST_TESTS);
    assertThat(tooLong).as("files over %d lines do more than one thing", LONGEST_FILE).isEmpty();
  }

  private static List<Class<?>> parametersOf(Class<?> type, String method) {
    return Arrays.stream(type.getMethods())
        .filter(it -> it.getName().equals(method))
        .flatMap(it -> Arrays.stream(it.getParameterTypes()))
        .toList();
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamed(JavaClass type, String name) {
    return type.getSimpleName().equals(name);
  }

  private static DescribedPredicate<JavaClass> inside(Set<String> packages) {
    return describe("in " + packages, type -> packages.contains(PackageOrder.packageOf(type)));
  }

  private static DescribedPredicate<JavaClass> outside(Set<String> packages) {
    return DescribedPredicate.not(inside(packages));
  }

  private static DescribedPredicate<JavaClass> from(List<String> libraries) {
    return describe(
        "from " + libraries,
        type ->
            libraries.stream()
                .anyMatch(it -> type.getName().equals(it) || type.getName().startsWith(it + ".")));
  }
}
