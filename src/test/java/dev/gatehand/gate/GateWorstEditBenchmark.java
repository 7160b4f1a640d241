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
 * How long the gate takes for edits that replace 64 KB by 64 KB, made to be slow: each is to stay
 * below 50 milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class GateWorstEditBenchmark {

  private final Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
  private final Situation alone = Situations.in(Containment.NONE);

  /** The file, and what is repeated before and after, with bars between; ⏎ ends a line. */
  @Param({
    "src/A.java|int count = names.size();⏎|  return total(orders, first) + 1; // of all⏎",
    "src/a.ts|x⏎|const value = await this.store.find(id).then((row) => row?.value ?? null);⏎",
    "src/a.py||select a from b where c = d and token ",
    "src/a.py||if user.select update set where token = request.headers⏎",
    "src/a.py|if check(user) < limit: raise Forbidden⏎|if user: fetch(client.connect socket.open⏎",
    "src/a.c|if (n > sizeof(buf)) return len;⏎|memcpy(a, b, c(d(e(f(g(h(i(j(k(l⏎",
    "src/a.go|a_1 := 1⏎|a_2 := 2⏎",
    "config/a.yml|auth_a: true⏎|auth_b: false⏎",
    "config/a.yml||password token password token secret key ",
    "requirements.txt|aaaa==1⏎|aaab==1⏎",
    "package.json|{\"scripts\": {|{\"scripts\": {",
    "tests/test_a.py|assert expect(a) == verify(b)⏎|assertTrue(expect(b.should(c()))⏎",
    "bin/a.sh|ls;⏎|grep a f|sort;⏎",
    "src/a.js||curl wget exec( eval( fetch( ",
    "src/a.js||\u200da",
    "docs/a.md|a b c⏎|d e f⏎"
  })
  public String shape = "";

  private Action action = new Action.Run("");

  /** Makes the edit. */
  @Setup
  public void repeat() {
    String[] parts = shape.replace('⏎', '\n').split("\\|", 3);
    action = new Action.Edit(parts[0], state(parts[1]), state(parts[2]));
  }

  private static FileState state(String crumb) {
    return crumb.isEmpty()
        ? new FileState.Missing()
        : FileState.Present.text(crumb.repeat(ShellReader.MAX_LENGTH / crumb.length()));
  }

  /** The whole edit. */
  @Benchmark
  public Assessment largest() {
    return gate.assess(action, alone);
  }
}
