package dev.gatehand.cli;

import dev.gatehand.gate.Containment;
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

  /** {@code machine}: what holds a command on this machine, looked up when it is needed. */
  public static CommandLine line(Supplier<Containment> machine) {
    return new CommandLine(new GateCommand()).addSubcommand(new GateCheck(machine));
  }
}
