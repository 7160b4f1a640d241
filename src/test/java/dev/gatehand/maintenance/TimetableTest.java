package dev.gatehand.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.policy.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  private static Timetable at(String cron, String zone) {
    return Timetable.of(
        new Job(
            "tidy",
            cron,
            ZoneId.of(zone),
            List.of("demo/csvline"),
            List.of("true"),
            "",
            Job.AgentIf.NEVER,
            "Tidy up",
            1));
  }

  /** Clocks skip 02:30 in spring and show it twice in autumn. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 30 2 * * *",
    "America/New_York, 30 1 * * *",
    "America/New_York, 30 2 * * *",
    "Australia/Lord_Howe, 45 1 * * *",
    "Pacific/Apia, 0 0 * * *",
    "UTC, 59 23 * * *"
  })
  void a_daily_job_is_due_once_on_each_day_of_a_year(String zone, String cron) {
    List<LocalDate> days =
        at(cron, zone).between(NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(365)), 10_000).stream()
            .map(due -> due.atZone(ZoneId.of(zone)).toLocalDate())
            .toList();
    assertThat(days).doesNotHaveDuplicates().hasSizeBetween(364, 366);
    for (int i = 1; i < days.size(); i++) {
      assertThat(days.get(i)).isEqualTo(days.get(i - 1).plusDays(1));
    }
  }

  @Test
  void a_time_that_the_clocks_skip_is_due_when_they_have_skipped_it() {
    Instant due =
        at("30 2 * * *", "Europe/Berlin")
            .after(Instant.parse("2027-03-27T12:00:00Z"))
            .orElseThrow();
    var local = due.atZone(ZoneId.of("Europe/Berlin"));
    assertThat(local.toLocalDate()).isEqualTo(LocalDate.of(2027, 3, 28));
    assertThat(local.toLocalTime()).isBetween(LocalTime.of(3, 0), LocalTime.of(3, 30));
  }

  @Test
  void weekdays_and_days_of_the_month_are_those_of_the_zone() {
    assertThat(at("0 0 * * 1", "Asia/Tokyo").after(Instant.parse("2027-01-01T00:00:00Z")))
        .contains(Instant.parse("2027-01-03T15:00:00Z"));
    assertThat(
            at("0 6 1 * *", "Europe/Berlin")
                .between(NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(365)), 99))
        .hasSize(12);
  }

  @Test
  void another_cron_or_zone_is_another_timetable() {
    assertThat(at("0 6 * * 1", "UTC")).hasToString("0 6 * * 1 UTC");
    assertThat(at("0 6 * * 1", "UTC").toString())
        .isNotEqualTo(at("0 6 * * 1", "Europe/Berlin").toString());
  }
}
