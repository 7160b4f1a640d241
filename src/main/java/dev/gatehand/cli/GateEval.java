package dev.gatehand.cli;

import dev.gatehand.gate.Judge;
import dev.gatehand.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate eval}: labelled cases in, how often the configured Judge is right out. */
@Command(
    name = "eval",
    description = "Scores labelled cases, JSON lines in a file, with the configured Judge.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every case was answered", "1:not every case was, or nothing could be asked"})
public final class GateEval implements Callable<Integer> {
  private static final String STARTER = "/judge/starter.jsonl";

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Labelled cases.")
  private @Nullable Path file;

  @Option(names = "--starter", description = "Use the cases that come with Gatehand.")
  private boolean starter;

  @Option(names = "--policy", description = "Use this policy's sentences about the environment.")
  private @Nullable Path policyFile;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--at-once",
      description = "How many cases are asked at a time (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int atOnce;

  private final Supplier<Judge> judge;
  private final Duration pause;
  @Spec private @Nullable CommandSpec spec;

  /**
   * @param judge the configured one, made when it is needed
   * @param pause before a case is put again to a Judge that did not answer
   */
  public GateEval(Supplier<Judge> judge, Duration pause) {
    this.judge = judge;
    this.pause = pause;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (starter == (file != null)) {
      return complain("name a file of cases, or write --starter for those that come with Gatehand");
    }
    if (atOnce < 1 || atOnce > 64) {
      return complain("--at-once is " + atOnce + "; it can be 1 to 64");
    }
    Policy policy;
    List<EvalCase> cases;
    try {
      policy = policyFile == null ? PolicyFiles.shipped() : PolicyFiles.read(policyFile);
      cases =
          file == null
              ? EvalCase.read(starter(), "starter")
              : EvalCase.read(lines(file), file.toString());
    } catch (PolicyFiles.Unusable | EvalCase.Unusable e) {
      return complain(String.valueOf(e.getMessage()));
    }
    var report = new EvalReport(new EvalRun(judge.get(), policy, pause).of(cases, atOnce));
    PrintWriter out = out();
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return report.complete() ? 0 : 1;
  }

  private PrintWriter out() {
    return spec == null
        ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
        : spec.commandLine().getOut();
  }

  private static int complain(String what) {
    PrintStream err = System.err;
    err.println("gatehand: " + what);
    return 1;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  private static List<String> starter() throws IOException {
    try (InputStream in = GateEval.class.getResourceAsStream(STARTER)) {
      return new String(Objects.requireNonNull(in, STARTER).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
