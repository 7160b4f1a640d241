package dev.gatehand.cli;

import dev.gatehand.gate.Containment;
import dev.gatehand.gate.Judge;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gate}: the gate alone, without the service. */
@Command(
    name = "gate",
    description = "The gate alone, without the service.",
    mixinStandardHelpOptions = true)
public final class GateCommand {
  private GateCommand() {}

  /**
   * @param machine what holds a command on this machine, looked up when it is needed
   * @param judge the configured Judge, made when it is needed
   */
  public static CommandLine line(Supplier<Containment> machine, Supplier<Judge> judge) {
    return new CommandLine(new GateCommand())
        .addSubcommand(new GateCheck(machine))
        .addSubcommand(new GateEval(judge, Duration.ofSeconds(3)));
  }
}
