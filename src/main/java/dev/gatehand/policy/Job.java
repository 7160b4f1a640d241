package dev.gatehand.policy;

import java.time.ZoneId;
import java.util.List;

/**
 * A scheduled maintenance job.
 *
 * @param cron five fields (minute hour day month weekday), in {@code zone}
 * @param prompt name of a text below {@code prompts/}, or empty: commands alone
 * @param agentIf when the agent takes part
 * @param line where it begins in the policy file
 */
public record Job(
    String name,
    String cron,
    ZoneId zone,
    List<String> repositories,
    List<String> commands,
    String prompt,
    AgentIf agentIf,
    String title,
    int line) {
  public Job {
    repositories = List.copyOf(repositories);
    commands = List.copyOf(commands);
  }

  /** Whether it runs on this repository, {@code owner/name}. */
  public boolean isFor(String repository) {
    return repositories.contains(repository);
  }

  /** When the agent takes part in a job. */
  public enum AgentIf {
    NEVER,
    ALWAYS,
    CHECKS_FAIL
  }
}
