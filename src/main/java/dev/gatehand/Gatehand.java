package dev.gatehand;

import dev.gatehand.cli.AuditCommand;
import dev.gatehand.cli.Demo;
import dev.gatehand.cli.Doctor;
import dev.gatehand.cli.GateCommand;
import dev.gatehand.cli.MaintenanceCommand;
import dev.gatehand.cli.PolicyCommand;
import dev.gatehand.cli.Serve;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.store.SqlAuditArchive;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher starts. Only {@code serve} and {@code demo} start the service. */
@QuarkusMain
@Command(
    name = "gatehand",
    description =
        "A coding agent that works unattended behind a gate, and asks where it may not decide.",
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class)
public final class Gatehand {
  private Gatehand() {}

  public static void main(String... arguments) {
    CommandLine line =
        new CommandLine(new Gatehand())
            .addSubcommand(new Serve(() -> run(ServeApplication.class, Map.of())))
            .addSubcommand(new Demo(settings -> run(DemoApplication.class, settings)))
            .addSubcommand(GateCommand.line())
            .addSubcommand(PolicyCommand.line())
            .addSubcommand(AuditCommand.line(SqlAuditArchive::open))
            .addSubcommand(MaintenanceCommand.line())
            .addSubcommand(new Doctor(new Examination(System.getenv()).looks()));
    System.exit(line.execute(arguments));
  }

  /** Runs the service until it ends; what the operator got wrong is told without a stack trace. */
  private static int run(Class<? extends QuarkusApplication> application, Map<String, String> set) {
    set.forEach(System::setProperty);
    AtomicInteger exit = new AtomicInteger();
    Quarkus.run(
        application,
        (code, problem) -> {
          exit.set(code);
          if (problem != null) {
            tell(mistake(problem).orElseGet(() -> trace(problem)));
          }
        });
    return exit.get();
  }

  private static void tell(String mistake) {
    PrintStream err = System.err;
    err.println("gatehand: " + mistake);
  }

  /** A mistake of ours: everything that helps to find it. */
  private static String trace(Throwable problem) {
    StringWriter text = new StringWriter();
    problem.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static Optional<String> mistake(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof WrongSetting
          || cause instanceof PolicyInvalid
          || cause instanceof StoreUnavailable
          || cause instanceof ConfigValidationException) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }
}
