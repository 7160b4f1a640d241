package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.text.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MaintenancePlanTest {
  private static final InstantSource SUNDAY =
      InstantSource.fixed(Instant.parse("2026-11-22T14:05:00Z"));

  @TempDir private Path folder;

  @Test
  void says_what_would_run_when() throws IOException {
    assertThat(plan("--days", "14", "--policy", policy("maintenance.yaml")))
        .isEqualTo(
            """
            0
            Mon 2026-11-23 06:00 Europe/Berlin  demo/csvline  tidy: ./scripts/tidy.sh
            Mon 2026-11-23 06:30 Europe/Berlin  demo/csvline  headers: ./scripts/headers.sh
            Mon 2026-11-30 06:00 Europe/Berlin  demo/csvline  tidy: ./scripts/tidy.sh
            Mon 2026-11-30 06:30 Europe/Berlin  demo/csvline  headers: ./scripts/headers.sh
            4 runs in 14 days from policy.yaml. Nothing was run.
            """);
  }

  @Test
  void says_that_there_is_no_job() {
    assertThat(plan())
        .isEqualTo(
            """
            0
            policy.yaml names no maintenance job; its `maintenance:` shows how.
            """);
  }

  @Test
  void refuses_what_it_cannot_plan() throws IOException {
    assertThat(plan("--days", "0")).startsWith("2\n--days is a number from 1 to 3660");
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "version: 2\n");
    assertThat(plan("--policy", wrong.toString())).startsWith("1\n").contains("wrong.yaml:1: ");
  }

  private String policy(String jobs) throws IOException {
    String text =
        Template.resource("policy.yaml")
            .replace("\nmaintenance: []", "\n" + Template.resource(jobs));
    return Files.writeString(folder.resolve("policy.yaml"), text).toString();
  }

  /** The exit code, then all that was printed. */
  private String plan(String... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new MaintenancePlan(SUNDAY))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(arguments);
    return exit + "\n" + out.toString().replace(folder + "/", "");
  }
}
