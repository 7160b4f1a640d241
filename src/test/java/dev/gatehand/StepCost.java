package dev.gatehand;

import static org.awaitility.Awaitility.await;

import dev.gatehand.cli.Folders;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import dev.gatehand.store.Database;
import dev.gatehand.task.Caps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Gatehand itself costs: a model that answers at once, commands that do nothing. With a number
 * as argument, so many tasks at once; run that in a small JVM ({@code -Xmx256m}).
 */
public final class StepCost {
  private StepCost() {}

  public static void main(String[] arguments) throws Exception {
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    System.out.printf("load before: %s%n", load);
    int tasks = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    int steps = tasks == 1 ? 100 : 20;
    Path place = Files.createTempDirectory("gatehand-cost-");
    try (Assembly house = house(TestHouse.dataIn(place), steps, tasks)) {
      DemoHouse.furnish(house);
      house.start();
      if (tasks == 1) {
        run(house, 1);
      }
      Instant begun = Instant.now();
      List<Long> before = processor();
      List<ThreadRef> threads = run(house, tasks);
      System.out.printf(
          Locale.ROOT,
          "%d task(s) of %d steps: %.2f s in all; heap %d MB of %d%n",
          tasks,
          steps,
          seconds(begun, Instant.now()),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
      List<Long> after = processor();
      System.out.printf(
          Locale.ROOT,
          "processor: %.2f s in the JVM, %.2f s in what it started%n",
          (after.get(0) - before.get(0)) / 100.0,
          (after.get(1) - before.get(1)) / 100.0);
      tell(house, house.store().latestOn(threads.getLast()).orElseThrow().id());
    }
    Folders.delete(place);
    System.exit(0);
  }

  /** Hundredths of a second of processor time: of this process, and of those that it waited for. */
  private static List<Long> processor() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return List.of(
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }

  private static List<ThreadRef> run(Assembly house, int tasks) {
    List<ThreadRef> threads = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      threads.add(house.embedded().open(TestHouse.SAMPLE, "alice", "Issue " + i, "It happens."));
      house.embedded().comment(threads.getLast(), "alice", "/agent fix");
    }
    for (ThreadRef thread : threads) {
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> house.store().latestOn(thread).orElseThrow().state().ended());
    }
    return threads;
  }

  /** Where the time of a task went, from its journal. */
  private static void tell(Assembly house, TaskId task) {
    List<Journal.Entry> entries = house.journal().read(task, 0);
    Instant first = at(entries, Event.Replied.class, false);
    Instant last = at(entries, Event.Finished.class, true);
    long inSandbox =
        entries.stream()
            .filter(entry -> entry.event() instanceof Event.Performed)
            .mapToLong(entry -> ((Event.Performed) entry.event()).millis())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "one of them: %.2f s from the first reply to the last, %.2f s of it in the sandbox; %s%n",
        seconds(first, last),
        inSandbox / 1e3,
        house.store().find(task).orElseThrow().why());
  }

  private static Instant at(List<Journal.Entry> entries, Class<? extends Event> type, boolean end) {
    var all = entries.stream().filter(it -> type.isInstance(it.event())).toList();
    return (end ? all.getLast() : all.getFirst()).at();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private static Assembly house(Path data, int steps, int tasks) throws InterruptedException {
    return new Assembly(
        new Assembly.Parts(
            data,
            new Host.Choice.Embedded(data.resolve("repositories")),
            Database.in(data),
            ShippedPolicy.with(TestHouse.QUICK),
            _ -> Optional.empty(),
            new Busy(steps),
            "http://127.0.0.1:8180",
            "node-1",
            new Caps(tasks, tasks, tasks, Duration.ofSeconds(5)),
            InstantSource.system(),
            Seams.NONE));
  }

  /** {@code true}, so often, one in a reply; then it has finished. */
  private record Busy(int steps) implements Model {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Reply reply(Conversation conversation) {
      long said =
          conversation.messages().stream().filter(Message.Assistant.class::isInstance).count();
      ToolCall call =
          said < steps
              ? new ToolCall("call_" + said, "bash", Map.of("command", "true"))
              : new ToolCall("call_" + said, "finish", Map.of("summary", "- Nothing was done."));
      return new Reply("", List.of(call), Reply.Stop.CALLS, Usage.NONE, "[]");
    }
  }
}
