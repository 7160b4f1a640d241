package dev.gatehand.cli;

import dev.gatehand.gate.PolicyExamples;
import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check}: everything that is wrong with a policy, and what is hardly meant. */
@Command(
    name = "check",
    description = "Says what is wrong with a policy, line by line, and runs the examples in it.",
    mixinStandardHelpOptions = true)
public final class PolicyCheck implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy to look at.")
  private @Nullable Path file;

  @Option(
      names = "--repository",
      paramLabel = "FILE",
      description = "A repository's own file, .github/gatehand.yaml, beside this policy.")
  private @Nullable Path repository;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    PrintWriter errors = line.getErr();
    Path path = Objects.requireNonNull(file);
    try {
      Policy policy = PolicyFiles.read(path);
      if (repository != null) {
        policy = PolicyFiles.tightened(policy, repository);
      }
      List<Complaint> warnings = new PolicyExamples(policy).warnings();
      warnings.forEach(warning -> out.println("warning: " + warning));
      out.printf(
          "%s: valid. %d rules, %d protected paths, %d jobs; all examples do what they say.%n",
          policy.file(),
          policy.rules().size(),
          policy.protectedPaths().size(),
          policy.maintenance().size());
      out.flush();
      return 0;
    } catch (PolicyFiles.Unusable e) {
      errors.println(e.getMessage());
      errors.println("Gatehand does not start with this: mend the lines above.");
      errors.flush();
      return 1;
    }
  }
}
