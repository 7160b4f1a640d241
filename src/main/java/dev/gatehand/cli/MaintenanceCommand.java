package dev.gatehand.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code maintenance}: scheduled jobs. */
@Command(
    name = "maintenance",
    description = "Scheduled maintenance jobs.",
    mixinStandardHelpOptions = true,
    subcommands = {MaintenancePlan.class})
public final class MaintenanceCommand {
  private MaintenanceCommand() {}

  public static CommandLine line() {
    return new CommandLine(new MaintenanceCommand());
  }
}
