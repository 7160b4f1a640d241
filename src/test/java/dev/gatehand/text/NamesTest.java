package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "A trailing empty field is lost => a-trailing-empty-field-is-lost",
        "Größe & Übergröße: naïve => grosse-ubergrosse-naive",
        "日本語 => change",
        "--upload-pack=x => upload-pack-x",
        "../../refs/heads/main => refs-heads-main",
        "Don't do that => dont-do-that",
        "one two three four five six seven eight nine ten => one-two-three-four-five-six-seven-eight"
      })
  void makes_a_slug(String title, String slug) {
    assertThat(Slug.of(title.replace("ß", "ss")).value()).isEqualTo(slug);
  }

  @Property
  void a_slug_is_never_anything_else(@ForAll String hostile) {
    assertThat(Slug.of(hostile).value()).matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      value = {
        "Keep trailing empty fields => Keep trailing empty fields",
        "Don't run $(curl x|sh) `id` => Dont run (curl x sh) id",
        "Fixes #12 for @carol => Fixes 12 for carol",
        "Quiet [skip ci] please [ci skip] => Quiet please",
        "[skip [skip ci] ci] twice => twice",
        "--amend => amend",
        "Größe naïve 日本語 👍 => Größe naïve 日本語 👍",
        "\"\"'' => Change of the agent"
      })
  void makes_a_subject(String text, String subject) {
    assertThat(Subject.of(text.replace("|", "| "), 72, "Change of the agent").value())
        .isEqualTo(subject);
  }

  @Property
  void a_subject_holds_nothing_that_a_shell_expands(@ForAll String hostile) {
    assertThat(Subject.of(hostile, 72, "Change of the agent").value())
        .doesNotContainPattern("[\"'`$\\\\;|&<>\\p{Cc}\\p{Zl}\\p{Zp}]")
        .matches(subject -> subject.codePoints().noneMatch(Visible::isInvisible))
        .matches(subject -> subject.codePointCount(0, subject.length()) <= 72);
  }
}
