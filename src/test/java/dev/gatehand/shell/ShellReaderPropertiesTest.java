package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any text whatever, also for one that an attacker has made. */
class ShellReaderPropertiesTest {
  private static final String[] CRUMBS = {
    "'",
    "\"",
    "`",
    "\\",
    "$",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "|",
    "&",
    ";",
    "\n",
    "#",
    "!",
    "=",
    "*",
    "?",
    "~",
    ",",
    "..",
    " ",
    "\t",
    "\\\n",
    "$(",
    "${",
    "$((",
    "))",
    "((",
    "<<E\n",
    "<<-",
    "E\n",
    "<<<",
    "&&",
    ";;",
    "if ",
    "then ",
    "fi",
    "for x in ",
    "do ",
    "done",
    "case x in ",
    "esac",
    "[[ ",
    " ]]",
    "$'",
    "a",
    "x=",
    "+=",
    ":-",
    "@",
    "%",
    "/",
    "^",
    "1",
    "\r",
    "é",
    "\0",
    "\u0001",
    "\ud83d",
    "function f ",
    "f() ",
    "coproc ",
    "time ",
    "{a,b}",
    "$[",
    "@(",
    "=~ "
  };

  @Provide
  Arbitrary<String> shellLike() {
    return Arbitraries.of(CRUMBS).list().ofMaxSize(60).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> repeated() {
    return Arbitraries.of(CRUMBS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(list -> String.join("", list))
        .map(crumb -> crumb.repeat(ShellReader.MAX_LENGTH / crumb.length()));
  }

  @Property(tries = 5000)
  void any_text_is_read_or_unclear(@ForAll String text) {
    requireSound(text);
  }

  @Property(tries = 20000)
  void any_text_of_shell_characters_is_read_or_unclear(@ForAll("shellLike") String text) {
    requireSound(text);
  }

  @Property(tries = 400)
  void a_text_as_long_as_allowed_is_read_or_unclear_soon(@ForAll("repeated") String text) {
    long start = System.nanoTime();
    ShellReader.read(text);
    // A hundred times what it takes; without a step budget some of these take minutes.
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Property(tries = 5000)
  void reading_twice_gives_the_same(@ForAll("shellLike") String text) {
    assertThat(ShellReader.read(text)).isEqualTo(ShellReader.read(text));
  }

  private static void requireSound(String text) {
    Reading reading = ShellReader.read(text);
    Span whole = new Span(0, text.length());
    if (reading instanceof Reading.Unclear unclear) {
      assertThat(unclear.at()).isBetween(0, text.length());
      assertThat(unclear.reason()).isNotBlank();
    }
    assertThat(whole.contains(reading.script().span())).isTrue();
    for (TreeWalk.Edge edge : TreeWalk.of(reading.script()).edges()) {
      Span outer = edge.outer().span();
      Span inner = edge.inner().span();
      assertThat(outer.contains(inner))
          .as("%s in %s of %s", edge.inner(), edge.outer(), text)
          .isTrue();
    }
  }
}
