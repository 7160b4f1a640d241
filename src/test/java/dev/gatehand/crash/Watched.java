package dev.gatehand.crash;

import dev.gatehand.Seams;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Losses;
import dev.gatehand.forge.LossyForge;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Outbox;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts {@link Deaths} at every seam, and outside of them a forge that loses and repeats. */
final class Watched implements Seams {
  private static final Set<String> FORGE_DEEDS =
      Set.of(
          "comment", "edit", "react", "openIssue", "openPullRequest", "updatePullRequest", "mark");
  private static final Set<String> CHECKOUT_DEEDS =
      Set.of("fetch", "prepare", "open", "copy", "remove", "write", "snapshot", "restore", "close");

  private final Deaths deaths;
  private final Ledger ledger;
  private final Losses line;
  private final boolean repeats;

  /**
   * @param line what the forge loses
   * @param repeats whether it delivers more than once
   */
  Watched(Deaths deaths, Ledger ledger, Losses line, boolean repeats) {
    this.deaths = deaths;
    this.ledger = ledger;
    this.line = line;
    this.repeats = repeats;
  }

  @Override
  public Forge forge(Forge real) {
    Forge watched =
        proxy(
            Forge.class,
            real,
            (method, arguments, deed) ->
                isDeed(method, arguments) ? deaths.step("forge " + method, deed::run) : deed.run());
    return new LossyForge(watched, line);
  }

  /** Reading a comment and writing one have the same name. */
  private static boolean isDeed(String method, List<Object> arguments) {
    return FORGE_DEEDS.contains(method)
        && !(method.equals("comment") && arguments.getFirst() instanceof CommentRef);
  }

  @Override
  public Journal journal(Journal real) {
    return proxy(
        Journal.class,
        real,
        (_, arguments, deed) -> deaths.named("journal " + types(arguments), deed::run));
  }

  private static String types(List<Object> arguments) {
    List<?> events =
        arguments.getLast() instanceof List<?> list ? list : List.of(arguments.getLast());
    return events.stream()
        .filter(Event.class::isInstance)
        .map(event -> event.getClass().getSimpleName())
        .collect(Collectors.joining("+"));
  }

  @Override
  public Outbox outbox(Outbox real) {
    return proxy(
        Outbox.class,
        real,
        (method, arguments, deed) -> {
          if (!(arguments.getFirst() instanceof Outbox.Writer)) {
            return deed.run();
          }
          String key = String.valueOf(arguments.get(1));
          String kind = key.substring(0, Math.max(0, key.indexOf(':')));
          return deaths.named("outbox " + method + " " + kind, deed::run);
        });
  }

  @Override
  public Checkouts checkouts(Checkouts real) {
    return proxy(Checkouts.class, real, this::checkout);
  }

  private @Nullable Object checkout(String method, List<Object> arguments, Deed deed)
      throws Exception {
    Object result =
        CHECKOUT_DEEDS.contains(method) ? deaths.step("git " + method, deed::run) : deed.run();
    return switch (result) {
      case Checkouts.Disposable copy -> proxy(Checkouts.Disposable.class, copy, this::checkout);
      case Checkout checkout -> proxy(Checkout.class, checkout, this::checkout);
      case null, default -> result;
    };
  }

  @Override
  public CommitWriter commits(CommitWriter real) {
    return proxy(
        CommitWriter.class,
        real,
        (method, arguments, deed) ->
            switch (method) {
              case "commit" -> {
                Object id = deaths.step("git commit", deed::run);
                // All but the moment: made again, it must be the same commit.
                ledger.made(arguments.subList(2, 5).toString(), String.valueOf(id));
                yield id;
              }
              case "push" ->
                  line.change("a push", () -> unchecked(() -> deaths.step("git push", deed::run)));
              default -> deed.run();
            });
  }

  @Override
  public CommandRunner runner(CommandRunner real) {
    return proxy(
        CommandRunner.class,
        real,
        (method, _, deed) ->
            method.equals("run") ? deaths.step("sandbox run", deed::run) : deed.run());
  }

  /** Every delivery comes twice, and the one before it once more. */
  @Override
  public Predicate<CommentRef> deliveries(Predicate<CommentRef> real) {
    return repeats ? new Redelivery(real) : real;
  }

  private static @Nullable Object unchecked(Deed deed) {
    try {
      return deed.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Deed {
    @Nullable Object run() throws Exception;
  }

  private interface Around {
    @Nullable Object call(String method, List<Object> arguments, Deed deed) throws Exception;
  }

  private static <T> T proxy(Class<T> type, T real, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              return around.call(
                  method.getName(), List.of(given), () -> invoke(real, method, given));
            }));
  }

  private static @Nullable Object invoke(Object real, Method method, Object[] arguments)
      throws Exception {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case Exception exception -> throw exception;
        case null, default -> throw e;
      }
    }
  }
}
