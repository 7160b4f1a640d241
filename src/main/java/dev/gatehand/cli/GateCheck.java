package dev.gatehand.cli;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Assessment;
import dev.gatehand.gate.Containment;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Judge;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.TaskId;
import dev.gatehand.gate.Verdict;
import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.Policy;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gate check}: tool calls in, verdicts out, one JSON line each and in order. It starts no
 * service, reads no file that a call names and runs nothing.
 */
@Command(
    name = "check",
    description = "Judges tool calls, given as JSON lines on standard input.",
    mixinStandardHelpOptions = true)
public final class GateCheck implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  /** What a call is held by when the command line names it. */
  enum Holder {
    sandbox,
    none
  }

  @Option(
      names = "--containment",
      description =
          "Judge as if a proven sandbox holds the calls, or nothing: ${COMPLETION-CANDIDATES}.")
  private @Nullable Holder containment;

  @Option(names = "--policy", description = "Use this policy instead of the shipped one.")
  private @Nullable Path policyFile;

  @Option(names = "--explain", description = "Print effects, flows and rules for people.")
  private boolean explain;

  private final Supplier<Containment> machine;

  /** As if nothing was proven of this machine. */
  public GateCheck() {
    this(() -> Containment.NONE);
  }

  /**
   * @param machine what holds a command here, when the command line does not say
   */
  public GateCheck(Supplier<Containment> machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream errors = System.err;
    Policy policy;
    try {
      policy = policyFile == null ? PolicyFiles.shipped() : PolicyFiles.read(policyFile);
    } catch (PolicyFiles.Unusable e) {
      errors.println(e.getMessage());
      return 1;
    }
    // The bytes of standard input and output are UTF-8 whatever the terminal's locale says.
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    try (out) {
      return check(in, out, policy);
    }
  }

  /** Judges every line; 2 when one of them was no tool call. */
  int check(BufferedReader in, Writer out, Policy policy) throws IOException {
    var gate = new Gate(GateCheck::leftToTheModel);
    boolean bad = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      switch (CallReader.read(line)) {
        case CallReader.Bad(String id, String why) -> {
          bad = true;
          write(out, id, "refuse", new Reason("input", "", why));
        }
        case CallReader.Call call -> answer(gate, call, situation(call, policy), out);
      }
    }
    return bad ? BAD_INPUT : 0;
  }

  private void answer(Gate gate, CallReader.Call call, Situation situation, Writer out) {
    Assessment assessment = gate.assess(call.action(), situation);
    // In other modes people see more than the assessment holds against an action.
    boolean auto = situation.policy().effectiveMode() == Mode.AUTO;
    Answer answer = auto ? answer(assessment) : answer(gate.judge(call.action(), situation));
    String verdict = answer.verdict();
    Reason reason = answer.reason();
    if (explain) {
      print(out, new Explanation(gate).of(call.action(), situation, assessment, verdict, reason));
    } else {
      write(out, call.id(), verdict, reason);
    }
  }

  private Situation situation(CallReader.Call call, Policy policy) {
    Containment held =
        containment == null
            ? machine.get()
            : switch (containment) {
              case sandbox -> Containment.SANDBOX;
              case none -> Containment.NONE;
            };
    return new Situation(
        new TaskId("t-gatecheck"),
        "gate-check",
        policy,
        call.workspace(),
        call.directory(),
        "",
        held,
        Duration.ofSeconds(policy.sandbox().commandSeconds()),
        Situation.Stage.WORKING,
        Set.of());
  }

  private static Judge.Opinion leftToTheModel(
      Action action, Situation situation, java.util.List<Reason> unclear) {
    return new Judge.Opinion.Unavailable(unclear.getFirst().because());
  }

  /** What is answered about one call. */
  private record Answer(String verdict, Reason reason) {}

  private static Answer answer(Assessment assessment) {
    return switch (assessment) {
      case Assessment.Permitted(Reason reason) -> new Answer("permit", reason);
      case Assessment.Stopped(Decision decision, Reason reason) ->
          new Answer(decision == Decision.ASK ? "hold" : "refuse", reason);
      case Assessment.Unclear unclear ->
          new Answer(
              unclear.reach() == Assessment.Reach.WORKSPACE ? "judge" : "hold",
              unclear.reasons().getFirst());
    };
  }

  private static Answer answer(Verdict verdict) {
    return switch (verdict) {
      case Permit permit -> new Answer("permit", permit.reason());
      case Verdict.Refusal refusal -> new Answer("refuse", refusal.reason());
      case Verdict.Hold hold -> new Answer("hold", hold.reason());
      case Verdict.Undecided undecided ->
          new Answer("judge", new Reason("judge", "", undecided.why()));
    };
  }

  private static void write(Writer out, String id, String verdict, Reason reason) {
    print(out, CallReader.answer(id, verdict, reason.rule(), sentence(reason)));
  }

  /** Why, about which piece, and what to do instead. */
  static String sentence(Reason reason) {
    String because =
        reason.because().isEmpty()
            ? ""
            : Character.toUpperCase(reason.because().charAt(0)) + reason.because().substring(1);
    var text = new StringBuilder(because);
    if (!because.endsWith(".") && !because.isEmpty()) {
      text.append('.');
    }
    if (!reason.piece().isEmpty()) {
      text.append(" Piece: ").append(reason.piece());
    }
    if (!reason.instead().isEmpty()) {
      text.append(" Instead: ").append(reason.instead());
    }
    return text.toString().strip();
  }

  private static void print(Writer out, String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
