package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorTest {
  @TempDir Path folder;

  @Test
  void one_bad_finding_is_enough_and_each_says_what_to_do() {
    StringWriter said = new StringWriter();
    CommandLine line =
        new CommandLine(
            new Doctor(
                List.of(
                    () -> Finding.good("first"), () -> Finding.bad("second", "Mend it like so."))));
    assertThat(line.setOut(new PrintWriter(said)).execute()).isEqualTo(1);
    assertThat(said)
        .hasToString(
            "ok    first\nBAD   second\n      Mend it like so.\nGatehand cannot work here yet.\n");
  }

  @Test
  void a_poor_finding_stops_nobody() {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new Doctor(List.of(() -> Finding.poor("so", "so"))));
    assertThat(line.setOut(new PrintWriter(said)).execute()).isZero();
    assertThat(said.toString()).endsWith("Gatehand can work here.\n");
  }

  @Test
  void a_clock_of_the_past_is_bad() {
    assertThat(Looks.clock(() -> Instant.EPOCH).health()).isEqualTo(Finding.Health.BAD);
    assertThat(Looks.clock(() -> Instant.parse("2027-01-01T00:00:00Z")))
        .isEqualTo(Finding.good("clock: 2027-01-01T00:00:00Z"));
  }

  @Test
  void an_old_jdk_is_bad_and_a_newer_one_untested() {
    assertThat(Looks.jdk(Runtime.Version.parse("17.0.1")).health()).isEqualTo(Finding.Health.BAD);
    assertThat(Looks.jdk(Runtime.Version.parse("25.0.3")).health()).isEqualTo(Finding.Health.GOOD);
    assertThat(Looks.jdk(Runtime.Version.parse("27")).health()).isEqualTo(Finding.Health.POOR);
  }

  @Test
  void a_data_directory_that_others_can_list_is_poor() throws IOException {
    assertThat(Looks.dataDirectory(folder.resolve("none")).health()).isEqualTo(Finding.Health.POOR);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Looks.dataDirectory(folder).todo()).isEqualTo("chmod 711 " + folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    assertThat(Looks.dataDirectory(folder)).isEqualTo(Finding.good("data directory: " + folder));
  }
}
