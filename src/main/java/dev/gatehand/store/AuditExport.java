package dev.gatehand.store;

import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Audit.Row;
import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.AuditRecord;
import dev.gatehand.journal.StoreUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An audit log as JSON lines, one row each, the number of rows last. Whoever has the file and the
 * key can check it, without the database and long after it is gone.
 */
public final class AuditExport implements AuditArchive {
  private final Path file;
  private final AuditChain chain;

  /** {@code key}: that of the log. */
  public AuditExport(Path file, AuditKey key) {
    this.file = file;
    chain = new AuditChain(key, "");
  }

  /** Writes a log; how many rows it had. */
  public static long write(AuditArchive log, PrintWriter out) {
    long rows = 0;
    for (var page = log.read(0); !page.isEmpty(); page = log.read(page.getLast().seq())) {
      for (Row row : page) {
        out.println(Json.write(Line.of(row)));
        rows = row.seq();
      }
    }
    out.println(Json.write(new End(rows)));
    return rows;
  }

  @Override
  public Optional<String> verify(Optional<String> published) {
    var walk = new ChainWalk(chain, published);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        Optional<String> wrong =
            walk.step(Json.read(Line.class, Objects.requireNonNull(line)).row());
        if (wrong.isPresent()) {
          return wrong;
        }
        line = next;
      }
      return line == null ? Optional.of("the file is empty") : walk.end(end(line));
    } catch (IOException e) {
      throw unreadable(e);
    } catch (IllegalStateException e) {
      return Optional.of(
          "line %d is no row of an audit log: %s".formatted(walk.seq() + 1, e.getMessage()));
    }
  }

  private static long end(String line) {
    End end = Json.read(End.class, line);
    if (end.rows() == null) {
      throw new IllegalStateException("the last line, which counts the rows, is missing");
    }
    return end.rows();
  }

  @Override
  public Optional<String> head() {
    List<Row> rows = read(0);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().hash());
  }

  @Override
  public List<Row> read(long afterSeq) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains("\"hash\""))
          .map(line -> Json.read(Line.class, line).row())
          .filter(row -> row.seq() > afterSeq)
          .toList();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private StoreUnavailable unreadable(IOException e) {
    return new StoreUnavailable("The export %s cannot be read: %s.".formatted(file, e), e);
  }

  @Override
  public void close() {}

  private record End(@org.jspecify.annotations.Nullable Long rows) {}

  /** A row as people and other programs read it. */
  private record Line(
      long seq,
      Instant at,
      String task,
      String who,
      String what,
      String subject,
      String rule,
      String why,
      String fingerprint,
      String policy,
      String hash) {
    static Line of(Row row) {
      AuditRecord entry = row.entry();
      return new Line(
          row.seq(),
          row.at(),
          entry.task(),
          entry.who(),
          entry.what(),
          entry.subject(),
          entry.rule(),
          entry.why(),
          entry.fingerprint(),
          entry.policy(),
          row.hash());
    }

    Row row() {
      var entry = new AuditRecord(task, who, what, subject, rule, why, fingerprint, policy);
      return new Audit.Row(seq, at, entry, hash);
    }
  }
}
