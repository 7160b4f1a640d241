package dev.gatehand.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.Seams;
import dev.gatehand.forge.Losses.Rates;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.store.Writes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The store takes no writes for a while, in the middle of a task: just when the first reply of the
 * model is to be kept. The task waits, health says it, and in the end all is there once.
 */
class StoreTroubleTest {
  /** After it was noticed; {@code -Dgatehand.test.trouble=60} plays a whole minute. */
  private static final Duration LASTS =
      Duration.ofSeconds(Integer.getInteger("gatehand.test.trouble", 0));

  /** What goes wrong, and how it is mended. */
  private interface Trouble {
    void begin(CrashHouse house);

    void end(CrashHouse house);
  }

  /** A real one, of memory; only root can make it. */
  @Test
  void a_full_disk() throws Exception {
    assumeTrue(new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0"));
    try (Arena arena = Arena.onSqlite()) {
      Place place = arena.fresh();
      Path disk = Files.createDirectory(place.data().resolveSibling("disk"));
      boolean mounted = ran("mount", "-t", "tmpfs", "-o", "size=512m,mode=711", "tmpfs", disk);
      assumeTrue(mounted, "no file system can be mounted here");
      try {
        assertThat(ran("cp", "-a", place.data() + "/.", disk)).isTrue();
        Path filler = disk.resolve("filler");
        assertOutlasted(
            arena,
            new Place(disk, place.url(), place.script()),
            new Trouble() {
              @Override
              public void begin(CrashHouse house) {
                ran("sh", "-c", "cat /dev/zero > " + filler);
              }

              @Override
              public void end(CrashHouse house) {
                ran("rm", filler);
              }
            },
            "full");
      } finally {
        ran("umount", "-l", disk);
      }
    }
  }

  /**
   * A real one as well. No file system can be made read-only under files that are open for writing,
   * so it happens between two lives of a node, while an ask is open.
   */
  @Test
  void a_disk_that_is_read_only() throws Exception {
    assumeTrue(new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0"));
    try (Arena arena = Arena.onSqlite()) {
      Outcome reference = new Matrix(arena, Rates.NONE).reference();
      Place copied = arena.fresh();
      Path disk = Files.createDirectory(copied.data().resolveSibling("disk"));
      boolean mounted = ran("mount", "-t", "tmpfs", "-o", "size=512m,mode=711", "tmpfs", disk);
      assumeTrue(mounted, "no file system can be mounted here");
      try {
        assertThat(ran("cp", "-a", copied.data() + "/.", disk)).isTrue();
        Place place = new Place(disk, copied.url(), copied.script());
        try (CrashHouse house = new CrashHouse(place, Between.NOTHING)) {
          new Story(house, Deaths.none()).playUntilAsked();
        }
        assertThat(ran("mount", "-o", "remount,ro", disk)).isTrue();
        assertThatThrownBy(() -> new CrashHouse(place, Between.NOTHING))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining(disk.resolve("gatehand.db").toString())
            .hasMessageContaining("can be written");
        assertThat(ran("mount", "-o", "remount,rw", disk)).isTrue();
        try (CrashHouse house = new CrashHouse(place, Between.NOTHING)) {
          new Story(house, Deaths.none()).play();
          assertThat(Outcome.of(house)).isEqualTo(reference);
        }
      } finally {
        ran("umount", "-l", disk);
      }
    }
  }

  /** Under a running node: the database and its folder refuse each write, and all new files. */
  @Test
  void a_database_that_turns_read_only() throws Exception {
    assumeTrue(new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0"));
    try (Arena arena = Arena.onSqlite()) {
      Place place = arena.fresh();
      Path disk = Files.createDirectory(place.data().resolveSibling("disk"));
      Path image = place.data().resolveSibling("image");
      boolean mounted =
          ran("truncate", "-s", "512m", image)
              && ran("mkfs.ext4", "-q", image)
              && ran("mount", "-o", "loop", image, disk);
      assumeTrue(mounted, "no file system can be mounted here");
      Path file = disk.resolve("gatehand.db");
      Path log = disk.resolve("gatehand.db-wal");
      try {
        assertThat(ran("cp", "-a", place.data() + "/.", disk)).isTrue();
        assertOutlasted(
            arena,
            new Place(disk, place.url(), place.script()),
            new Trouble() {
              @Override
              public void begin(CrashHouse house) {
                assertThat(ran("chattr", "+i", file, log, disk)).isTrue();
              }

              @Override
              public void end(CrashHouse house) {
                assertThat(ran("chattr", "-i", file, log, disk)).isTrue();
              }
            },
            "did not take a statement");
      } finally {
        ran("chattr", "-i", file, log, disk);
        ran("umount", "-l", disk);
      }
    }
  }

  private static boolean ran(Object... words) {
    try {
      return new ProcessBuilder(Stream.of(words).map(Object::toString).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_database_that_is_gone() throws Exception {
    try (Arena arena = Arena.onPostgres()) {
      Place place = arena.fresh();
      URI address = URI.create(place.url().substring("jdbc:".length()));
      try (Relay relay = new Relay(address.getPort())) {
        String url = place.url().replace(":" + address.getPort(), ":" + relay.port());
        assertOutlasted(
            arena,
            new Place(place.data(), url, place.script()),
            new Trouble() {
              @Override
              public void begin(CrashHouse house) {
                relay.cut();
              }

              @Override
              public void end(CrashHouse house) {
                relay.mend();
              }
            },
            "");
      }
    }
  }

  private static void assertOutlasted(Arena arena, Place place, Trouble trouble, String words)
      throws Exception {
    Outcome reference = new Matrix(arena, Rates.NONE).reference();
    AtomicReference<CrashHouse> house = new AtomicReference<>();
    var seams = new AtTheFirstReply(() -> trouble.begin(house.get()));
    var between = new Between(seams, Writes.UNHEARD, model -> model);
    try (CrashHouse opened = new CrashHouse(place, between);
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      house.set(opened);
      var told = people.submit(() -> new Story(opened, Deaths.none()).play());
      try {
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> seams.complaints().stream().anyMatch(it -> it.contains(words)));
        assertThat(opened.trouble()).as("health says it").isPresent();
        Instant over = Instant.now().plus(LASTS);
        await().atMost(LASTS.plusSeconds(5)).until(() -> !Instant.now().isBefore(over));
        assertThat(told).isNotDone();
        trouble.end(opened);
        await().atMost(Duration.ofSeconds(40)).until(() -> opened.trouble().isEmpty());
        told.get(4, TimeUnit.MINUTES);
        assertThat(Outcome.of(opened)).isEqualTo(reference);
      } finally {
        told.cancel(true);
      }
    }
  }

  /** The journal, with something that happens before the first reply is kept. */
  private record AtTheFirstReply(AtomicBoolean happened, List<String> complaints, Runnable what)
      implements Seams {
    AtTheFirstReply(Runnable what) {
      this(new AtomicBoolean(), new CopyOnWriteArrayList<>(), what);
    }

    @Override
    public Journal journal(Journal real) {
      return new Journal() {
        @Override
        public Instant append(Lease lease, List<Event> events) {
          boolean reply = events.stream().anyMatch(Event.Replied.class::isInstance);
          if (reply && happened.compareAndSet(false, true)) {
            what.run();
          }
          try {
            return real.append(lease, events);
          } catch (StoreUnavailable e) {
            complaints.add(String.valueOf(e.getMessage()));
            throw e;
          }
        }

        @Override
        public List<Entry> read(TaskId task, long seq) {
          return real.read(task, seq);
        }
      };
    }
  }
}
