package dev.gatehand.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gate}: the gate alone, without the service. */
@Command(
    name = "gate",
    description = "The gate alone, without the service.",
    mixinStandardHelpOptions = true,
    subcommands = {GateCheck.class})
public final class GateCommand {
  private GateCommand() {}

  public static CommandLine line() {
    return new CommandLine(new GateCommand());
  }
}
