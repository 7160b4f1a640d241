// SPDX-License-Identifier: MIT
package csvline;

/** Which characters separate and quote fields. */
public record Dialect(char separator, char quote) {
  public static final Dialect COMMA = new Dialect(',', '"');
  public static final Dialect SEMICOLON = new Dialect(';', '"');
  public static final Dialect TAB = new Dialect('\t', '"');

  public Dialect {
    if (separator == quote) {
      throw new IllegalArgumentException("separator and quote are the same: " + quote);
    }
  }

  /** Whether a field can only be written in quotes. */
  boolean needsQuotes(String field) {
    return field.indexOf(separator) >= 0
        || field.indexOf(quote) >= 0
        || field.indexOf('\n') >= 0
        || field.indexOf('\r') >= 0;
  }
}
