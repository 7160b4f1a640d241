package dev.gatehand.gate;

import dev.gatehand.shell.ShellReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the gate takes for lines as long as is allowed, made to be slow: each is to stay below
 * 50 milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class GateWorstBenchmark {

  /** What the line begins with, a bar, and what is repeated up to 64 KB. */
  @Param({
    "%cat|",
    "%grep a f|sort|",
    "%ls;",
    "%x=$x$x;",
    "%$(a) ",
    "%`a`",
    "%{1..99} ",
    "%curl a >x;",
    "rm -rf% *a?",
    "rm -rf% a?/a?/a?",
    "cat% e?/?e/*e?/e*/?e?",
    "rm% a",
    "find% a",
    "psql -c \"%select f(1);",
    "python3 -c \"%os.system('ls');",
    "sed '%s/a/b/;",
    "make --eval='%$(shell a)",
    "cat %a/",
    "bash -c '%ls;"
  })
  public String shape = "";

  private final Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
  private final Situation alone = Situations.in(Containment.NONE);
  private Action longest = new Action.Run("");

  /** Makes the line. */
  @Setup
  public void repeat() {
    String start = shape.substring(0, shape.indexOf('%'));
    String crumb = shape.substring(start.length() + 1);
    longest =
        new Action.Run(
            start + crumb.repeat((ShellReader.MAX_LENGTH - start.length()) / crumb.length()));
  }

  /** The whole line. */
  @Benchmark
  public Assessment longest() {
    return gate.assess(longest, alone);
  }
}
