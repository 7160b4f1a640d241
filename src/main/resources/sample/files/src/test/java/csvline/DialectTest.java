// SPDX-License-Identifier: MIT
package csvline;

import static csvline.Check.same;

import java.util.List;

class DialectTest {
  void reads_semicolons() {
    same(List.of("1,5", "2"), CsvLine.parse("1,5;2", Dialect.SEMICOLON).fields());
  }

  void writes_quotes_only_where_they_are_needed() {
    same("1,5;\"a;b\"", CsvLine.of("1,5", "a;b").format(Dialect.SEMICOLON));
  }

  void refuses_a_quote_that_separates() {
    try {
      new Dialect('"', '"');
      throw new AssertionError("expected an IllegalArgumentException");
    } catch (IllegalArgumentException e) {
      same("separator and quote are the same: \"", e.getMessage());
    }
  }
}
