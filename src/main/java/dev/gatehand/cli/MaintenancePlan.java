package dev.gatehand.cli;

import dev.gatehand.maintenance.Timetable;
import dev.gatehand.policy.Job;
import dev.gatehand.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maintenance plan}: what would run when. It runs nothing and changes nothing. */
@Command(
    name = "plan",
    description = "Prints which maintenance jobs are due in the next days, and runs nothing.",
    mixinStandardHelpOptions = true)
public final class MaintenancePlan implements Callable<Integer> {
  private static final int LONGEST = 3660;

  /** Lines for one job on one repository: a job of every minute must not fill a terminal. */
  private static final int MOST = 1000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  @Option(names = "--days", defaultValue = "7", description = "How far to look; by default 7.")
  private int days;

  @Option(
      names = "--policy",
      description = "The policy; by default what GATEHAND_POLICY names, else the shipped one.")
  private @Nullable Path policyFile;

  @Spec private @Nullable CommandSpec spec;

  private final InstantSource clock;

  public MaintenancePlan() {
    this(InstantSource.system());
  }

  /**
   * @param clock says from when on the plan is
   */
  public MaintenancePlan(InstantSource clock) {
    this.clock = clock;
  }

  private record Run(Instant due, Job job, String repository) {}

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (days < 1 || days > LONGEST) {
      throw new ParameterException(line, "--days is a number from 1 to " + LONGEST);
    }
    PrintWriter out = line.getOut();
    try {
      Policy policy = policy();
      print(policy, out);
      out.flush();
      return 0;
    } catch (PolicyFiles.Unusable e) {
      line.getErr().println(e.getMessage());
      line.getErr().flush();
      return 1;
    }
  }

  private Policy policy() throws PolicyFiles.Unusable {
    String set = System.getenv("GATEHAND_POLICY");
    if (policyFile != null) {
      return PolicyFiles.read(policyFile);
    }
    return set == null || set.isBlank() ? PolicyFiles.shipped() : PolicyFiles.read(Path.of(set));
  }

  private void print(Policy policy, PrintWriter out) {
    if (policy.maintenance().isEmpty()) {
      out.println(policy.file() + " names no maintenance job; its `maintenance:` shows how.");
      return;
    }
    Instant from = clock.instant();
    Instant to = from.plus(Duration.ofDays(days));
    List<Run> runs = new ArrayList<>();
    for (Job job : policy.maintenance()) {
      for (Instant due : Timetable.of(job).between(from, to, MOST)) {
        job.repositories().forEach(repository -> runs.add(new Run(due, job, repository)));
      }
    }
    runs.sort(
        Comparator.comparing(Run::due)
            .thenComparing(run -> run.job().name())
            .thenComparing(Run::repository));
    runs.forEach(run -> out.println(text(run)));
    out.printf(
        "%d %s in %d days from %s. Nothing was run.%n",
        runs.size(), runs.size() == 1 ? "run" : "runs", days, policy.file());
  }

  private static String text(Run run) {
    ZoneId zone = run.job().zone();
    String what = String.join("; ", run.job().commands());
    String agent =
        switch (run.job().agentIf()) {
          case NEVER -> "";
          case ALWAYS -> what.isEmpty() ? "the agent" : ", then the agent";
          case CHECKS_FAIL -> ", the agent if checks fail";
        };
    return "%s %s  %s  %s: %s%s"
        .formatted(
            TIME.format(run.due().atZone(zone)),
            zone,
            run.repository(),
            run.job().name(),
            what,
            agent);
  }
}
