package dev.gatehand.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the whole gate takes for one command of an agent's day: reading, effects, rules.
 * Sampled, so that percentiles are printed: the median is to stay below 10 microseconds, the 99th
 * percentile below 200.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class GateBenchmark {
  private final Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
  private final Situation alone = Situations.in(Containment.NONE);
  private final Situation sandboxed = Situations.in(Containment.SANDBOX);
  private List<Action> day = List.of();
  private int next;

  /** Reads the day. */
  @Setup
  public void read() throws IOException {
    day =
        Files.readAllLines(Path.of("src/test/resources/bench/day.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> (Action) new Action.Run(line.replace('␤', '\n')))
            .toList();
  }

  /** One command where nothing holds it. */
  @Benchmark
  public Assessment without_a_sandbox() {
    return gate.assess(following(), alone);
  }

  /** One command that a sandbox holds. */
  @Benchmark
  public Assessment in_the_sandbox() {
    return gate.assess(following(), sandboxed);
  }

  private Action following() {
    next = (next + 1) % day.size();
    return day.get(next);
  }

  /**
   * Prints the percentiles of this class, {@link GateWorstBenchmark} and {@link
   * GateWorstEditBenchmark}.
   */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include("Gate(Worst|WorstEdit)?Benchmark")
                .shouldDoGC(true)
                .build())
        .run();
  }
}
