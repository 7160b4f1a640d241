package dev.gatehand;

import dev.gatehand.cli.AuditCommand;
import dev.gatehand.cli.BackupCommand;
import dev.gatehand.cli.Demo;
import dev.gatehand.cli.Doctor;
import dev.gatehand.cli.GateCommand;
import dev.gatehand.cli.MaintenanceCommand;
import dev.gatehand.cli.PolicyCommand;
import dev.gatehand.cli.PolicyFiles;
import dev.gatehand.cli.Serve;
import dev.gatehand.store.AuditExport;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
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
            .addSubcommand(GateCommand.line(Machine::containment, JudgeModels::judge))
            .addSubcommand(PolicyCommand.line())
            .addSubcommand(new BackupCommand(Backup::make))
            .addSubcommand(AuditCommand.line(AuditSource::open, AuditExport::write))
            .addSubcommand(MaintenanceCommand.line())
            .addSubcommand(doctor(new Examination(System.getenv())));
    line.setParameterExceptionHandler((wrong, _) -> usage(wrong));
    line.setExecutionExceptionHandler((problem, _, _) -> failed(problem));
    System.exit(line.execute(arguments));
  }

  private static Doctor doctor(Examination examination) {
    return new Doctor(examination.looks(), examination::github);
  }

  /** One sentence: the whole usage would push it out of sight. */
  private static int usage(CommandLine.ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String what = String.valueOf(wrong.getMessage()).replaceAll("\\.$", "");
    tell(what + ". './" + command + " --help' lists what it understands.");
    return 1;
  }

  private static int failed(Exception problem) {
    tell(problem instanceof IOException ? PolicyFiles.why(problem) : StartProblem.told(problem));
    return 1;
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
            tell(StartProblem.told(problem));
          }
        });
    return exit.get();
  }

  private static void tell(String mistake) {
    PrintStream err = System.err;
    err.println("gatehand: " + mistake);
  }
}
