package dev.gatehand.cli;

import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.StoreUnavailable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit verify}: exit 0 when the audit log holds, 1 when it does not or cannot be read. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks the chain of the audit log; the service may be running.")
public final class AuditVerify implements Callable<Integer> {
  private final Function<AuditPlace, AuditArchive> opener;

  @Mixin private AuditPlace place = new AuditPlace();

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description =
          "a head of the log from a commit's trailer, a pull request or an earlier check: shows"
              + " that the end was not cut off")
  private @Nullable String head;

  @Spec private CommandSpec spec = CommandSpec.create();

  public AuditVerify(Function<AuditPlace, AuditArchive> opener) {
    this.opener = opener;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(place.data())) {
      err()
          .printf(
              "%s is no folder. --data names the data directory of the service.%n", place.data());
      return 1;
    }
    try (var archive = opener.apply(place)) {
      var wrong = archive.verify(Optional.ofNullable(head).map(String::strip));
      if (wrong.isPresent()) {
        err().println("The audit log does not hold: %s.".formatted(wrong.get()));
        err().println("Keep a copy of the data directory, and compare it with a backup.");
        return 1;
      }
      out().println(sentence(archive.head()));
      return 0;
    } catch (StoreUnavailable e) {
      err().println(e.getMessage());
      return 1;
    }
  }

  private String sentence(Optional<String> newest) {
    if (newest.isEmpty()) {
      return "The audit log is empty.";
    }
    String end =
        head == null
            ? " Note it elsewhere: --head shows later that the end was not cut off."
            : " The given head is part of it.";
    return "The audit log holds; its head is %s.%s".formatted(newest.get(), end);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
