package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenImagesTest {
  @Test
  void are_found_in_both_ways_of_writing_in_their_order() {
    String body =
        """
        It looks like this: ![before](https://a.example/1 "once").

        <img width="695" alt="after" src="https://a.example/2?x=1&amp;y=2">
        <p><IMG SRC='https://a.example/3'/> and <img
          src=https://a.example/4></p>

        [![badge][b]](https://a.example/page)

        [b]: https://a.example/5
        """;
    assertThat(SeenImages.of(body))
        .containsExactly(
            "https://a.example/1",
            "https://a.example/2?x=1&y=2",
            "https://a.example/3",
            "https://a.example/4",
            "https://a.example/5");
  }

  @Test
  void what_people_do_not_see_as_one_is_none() {
    String body =
        """
        `![code](https://a.example/1)` [a link](https://a.example/2) <a href="https://a.example/3">

            <img src="https://a.example/4">

        ```
        ![](https://a.example/5)
        ```

        <imgs src="https://a.example/6"> <img alt="src">
        """;
    assertThat(SeenImages.of(body)).isEmpty();
  }

  @Test
  void deep_nesting_fells_nobody() {
    assertThat(SeenImages.of("> ".repeat(9_000) + "![](https://a.example/1)"))
        .containsExactly("https://a.example/1");
    assertThat(SeenImages.of("![".repeat(5_000) + "x" + "](https://a.example/1)".repeat(800)))
        .hasSize(800);
  }
}
