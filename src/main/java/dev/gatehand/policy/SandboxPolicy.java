package dev.gatehand.policy;

import java.util.List;

/**
 * What holds a command.
 *
 * @param required whether a task may run only in a proven sandbox
 * @param network hosts that commands may reach through the egress proxy; empty means no network
 * @param commandSeconds how long one command may run
 * @param memoryMegabytes memory of one command with all its children
 * @param outputBytes how much output of one command is kept (head and tail)
 */
public record SandboxPolicy(
    boolean required,
    List<String> network,
    int commandSeconds,
    int memoryMegabytes,
    int outputBytes) {
  public SandboxPolicy {
    network = List.copyOf(network);
  }
}
