package dev.gatehand.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks at this machine, and says what to do about each finding. */
@Command(
    name = "doctor",
    description = "Checks this machine, and says what to do about each finding.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:Gatehand can work here", "1:something is bad"})
public final class Doctor implements Callable<Integer> {
  private final List<Supplier<Finding>> looks;
  private final Supplier<List<Finding>> further;

  @Spec private @Nullable CommandSpec spec;

  /**
   * @param looks each looks at one thing when it is asked, and throws nothing
   */
  public Doctor(List<Supplier<Finding>> looks) {
    this(looks, List::of);
  }

  /**
   * @param further a look of which nobody knows before how much it finds
   */
  public Doctor(List<Supplier<Finding>> looks, Supplier<List<Finding>> further) {
    this.looks = List.copyOf(looks);
    this.further = further;
  }

  @Override
  public Integer call() {
    PrintWriter out =
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut();
    boolean bad = false;
    for (Supplier<Finding> look : looks) {
      bad |= isBad(look.get(), out);
    }
    for (Finding finding : further.get()) {
      bad |= isBad(finding, out);
    }
    out.println(bad ? "Gatehand cannot work here yet." : "Gatehand can work here.");
    out.flush();
    return bad ? 1 : 0;
  }

  private static boolean isBad(Finding finding, PrintWriter out) {
    out.println(finding);
    return finding.health() == Finding.Health.BAD;
  }
}
