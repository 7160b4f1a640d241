// SPDX-License-Identifier: MIT
package csvline;

import static csvline.Check.same;

import java.util.List;

class CsvLineTest {
  void reads_plain_fields() {
    same(List.of("a", "b", "c"), CsvLine.parse("a,b,c").fields());
  }

  void reads_empty_fields_in_the_middle() {
    same(List.of("a", "", "c"), CsvLine.parse("a,,c").fields());
  }

  void reads_a_separator_in_quotes() {
    same(List.of("a,b", "c"), CsvLine.parse("\"a,b\",c").fields());
  }

  void reads_a_quote_in_quotes() {
    same(List.of("say \"hi\"", "c"), CsvLine.parse("\"say \"\"hi\"\"\",c").fields());
  }

  void reads_what_it_wrote() {
    for (CsvLine line :
        List.of(
            CsvLine.of("a", "b"),
            CsvLine.of("", "b"),
            CsvLine.of("a,b", "say \"hi\""),
            CsvLine.of("name", "note", ""))) {
      same(line, CsvLine.parse(line.toString()));
    }
  }

  void says_where_a_quote_is_not_closed() {
    try {
      CsvLine.parse("a,\"b");
      throw new AssertionError("expected a CsvException");
    } catch (CsvException e) {
      same(3, e.column());
    }
  }
}
