// SPDX-License-Identifier: MIT
package csvline;

import java.util.List;

/** One line of a CSV file: at least one field, and no line break outside quotes. */
public record CsvLine(List<String> fields) {
  public CsvLine {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a line has at least one field");
    }
  }

  public static CsvLine of(String... fields) {
    return new CsvLine(List.of(fields));
  }

  /** Reads a line with commas and double quotes. */
  public static CsvLine parse(String line) {
    return parse(line, Dialect.COMMA);
  }

  /**
   * Reads a line.
   *
   * @throws CsvException if a quote is not closed, or text follows a closing quote
   */
  public static CsvLine parse(String line, Dialect dialect) {
    return new CsvLine(new FieldReader(line, dialect).readAll());
  }

  /** Writes the line so that {@link #parse(String, Dialect)} reads the same fields again. */
  public String format(Dialect dialect) {
    return new FieldWriter(dialect).write(fields);
  }

  @Override
  public String toString() {
    return format(Dialect.COMMA);
  }
}
