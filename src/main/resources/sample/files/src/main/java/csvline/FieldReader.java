// SPDX-License-Identifier: MIT
package csvline;

import java.util.ArrayList;
import java.util.List;

/** Reads the fields of one line, from left to right. */
final class FieldReader {
  private final String line;
  private final Dialect dialect;
  private int at;

  FieldReader(String line, Dialect dialect) {
    this.line = line;
    this.dialect = dialect;
  }

  List<String> readAll() {
    List<String> fields = new ArrayList<>();
    while (at < line.length()) {
      fields.add(readField());
      at++; // over the separator
    }
    return fields;
  }

  private String readField() {
    return at < line.length() && line.charAt(at) == dialect.quote() ? readQuoted() : readPlain();
  }

  private String readPlain() {
    int end = line.indexOf(dialect.separator(), at);
    String field = line.substring(at, end < 0 ? line.length() : end);
    at += field.length();
    return field;
  }

  /** Two quotes within quotes are one quote. */
  private String readQuoted() {
    int opened = at++;
    StringBuilder field = new StringBuilder();
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != dialect.quote()) {
        field.append(c);
      } else if (at < line.length() && line.charAt(at) == dialect.quote()) {
        field.append(c);
        at++;
      } else {
        requireEndOfField();
        return field.toString();
      }
    }
    throw new CsvException("the quote is not closed", opened + 1);
  }

  private void requireEndOfField() {
    if (at < line.length() && line.charAt(at) != dialect.separator()) {
      throw new CsvException("text after the closing quote", at + 1);
    }
  }
}
