// SPDX-License-Identifier: MIT
package csvline;

/** A line that is not CSV. Columns count from 1. */
public final class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int column;

  CsvException(String message, int column) {
    super(message + " (column " + column + ")");
    this.column = column;
  }

  public int column() {
    return column;
  }
}
