package dev.gatehand.shell;

import java.util.List;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long reading takes. Sampled, so that the 99th percentile is seen: typical commands are to
 * stay below 10 microseconds in the median and 200 at that percentile, any text of 64 KB below 50
 * ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ShellReaderBenchmark {
  private static final List<String> TYPICAL =
      List.of(
          "git status --short",
          "cd src && ls -la | head -50",
          "mvn -q -o test -Dtest='CsvLineTest' 2>&1 | tail -n 40",
          "grep -rn \"TODO\" --include='*.java' src | wc -l",
          "for f in src/*.c; do gcc -O2 -c \"$f\" -o \"build/$(basename \"$f\" .c).o\" || exit 1; done",
          "python3 - <<'EOF'\nimport json\nprint(json.load(open('a.json'))['x'])\nEOF",
          "if [ -f package.json ]; then npm ci && npm test -- --watch=false; else echo none; fi",
          "find . -name '*.py' -not -path './.venv/*' -exec sed -i 's/foo/bar/g' {} +");

  /** What is repeated up to 64 KB. */
  @Param({"{1..2}\n", "{a,b}\n", "$(a<<E\n", "`a`", "{", "a;", "\"$x\" ", "$((a) "})
  public String crumb = "";

  private String longest = "";
  private int next;

  /** Makes the longest text. */
  @Setup
  public void repeat() {
    longest = crumb.repeat(ShellReader.MAX_LENGTH / crumb.length());
  }

  /** One of the commands that agents run all day. */
  @Benchmark
  public Reading typical() {
    next = (next + 1) % TYPICAL.size();
    return ShellReader.read(TYPICAL.get(next));
  }

  /** The longest text, made to be slow. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Reading longest() {
    return ShellReader.read(longest);
  }

  /** Runs it all, after {@code mvn -Dquick -Pbench test-compile}, with the test class path. */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(ShellReaderBenchmark.class.getSimpleName()).build())
        .run();
  }
}
