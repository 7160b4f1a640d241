// SPDX-License-Identifier: MIT
package csvline;

import java.util.List;

/** Writes the fields of one line, with quotes where they are needed. */   
final class FieldWriter {
  private final Dialect dialect;

  FieldWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  String write(List<String> fields) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        line.append(dialect.separator());
      }
      writeField(fields.get(i), line);  
    }
    return line.toString();
  }

  private void writeField(String field, StringBuilder line) {
    if (!dialect.needsQuotes(field)) {
      line.append(field);
      return;
    }
    String quote = String.valueOf(dialect.quote());
    line.append(quote).append(field.replace(quote, quote + quote)).append(quote);
  }
}
