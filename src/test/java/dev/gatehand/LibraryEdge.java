package dev.gatehand;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A library (packages or classes of it), the packages that may use it, and why nobody else. */
record LibraryEdge(List<String> library, Set<String> allowed, String reason) {
  static Stream<LibraryEdge> all() {
    return Stream.of(
        new LibraryEdge(
            List.of("org.kohsuke.github"),
            Set.of("github"),
            "the forge is a port: nothing else may know which one it is"),
        new LibraryEdge(
            List.of("org.eclipse.jgit"),
            Set.of("git"),
            "git runs filters and hooks that a repository names: one package knows how not to"),
        new LibraryEdge(
            List.of("java.lang.ProcessBuilder"),
            Set.of("sandbox"),
            "a process started elsewhere is one that nothing holds"),
        new LibraryEdge(
            List.of("java.sql", "javax.sql", "org.flywaydb", "com.zaxxer", "org.sqlite"),
            Set.of("store"),
            "one set of queries for two databases is kept in one place"),
        new LibraryEdge(
            List.of("com.github.kagkarlsson"),
            Set.of("store", PackageOrder.ROOT),
            "the queue is a port of task"),
        new LibraryEdge(
            List.of("io.quarkus.qute"),
            Set.of("text"),
            "templates are texts, and texts are made in one place"),
        new LibraryEdge(
            List.of("io.quarkus", "jakarta", "org.eclipse.microprofile", "io.vertx", "io.smallrye"),
            Set.of("github", "web", "cli", "text", PackageOrder.ROOT),
            "the core runs without a framework, in a test and in the launcher's commands"),
        new LibraryEdge(
            List.of("picocli"), Set.of("cli", PackageOrder.ROOT), "the command line is an edge"),
        new LibraryEdge(
            List.of("org.yaml"),
            Set.of("policy"),
            "a YAML reader that trusts its input makes objects of the writer's choice"),
        new LibraryEdge(
            List.of("java.lang.reflect", "java.lang.invoke.MethodHandles"),
            Set.of(),
            "reflection reaches constructors that the compiler closes, Permit's among them"));
  }

  @Override
  public String toString() {
    return library.getFirst() + " only in " + allowed;
  }
}
