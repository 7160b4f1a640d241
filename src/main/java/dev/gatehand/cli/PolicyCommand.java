package dev.gatehand.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code policy}: what is to be known about policy files. */
@Command(
    name = "policy",
    description = "What is to be known about policy files.",
    mixinStandardHelpOptions = true,
    subcommands = {PolicyCheck.class})
public final class PolicyCommand {
  private PolicyCommand() {}

  public static CommandLine line() {
    return new CommandLine(new PolicyCommand());
  }
}
