package dev.gatehand.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gatehand.shell.EffectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySchemaTest {
  private static final Path FILE = Path.of("src/main/resources/policy.schema.json");
  private static final Path FIXTURES = Path.of("src/test/resources/policy");

  @Test
  void accepts_the_shipped_policy_and_the_small_one() throws IOException {
    assertThat(complaints(Path.of("policy.yaml"))).isEmpty();
    assertThat(complaints(FIXTURES.resolve("small.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-key",
        "wrong-types",
        "wrong-words",
        "out-of-bounds",
        "unknown-effect",
        "unknown-attribute",
        "rule-without-example",
        "list-instead-of-keys",
        "only-a-word"
      })
  void marks_in_an_editor_what_the_reader_refuses(String fixture) throws IOException {
    assertThat(complaints(FIXTURES.resolve("bad/" + fixture + ".yaml"))).isNotEmpty();
  }

  @Test
  void knows_the_same_keys_as_the_reader() throws IOException {
    same(PolicyKeys.POLICY, new ObjectMapper().readTree(FILE.toFile()), "policy");
  }

  @Test
  void knows_the_same_effects_as_the_catalogue() throws IOException {
    JsonNode effects =
        new ObjectMapper()
            .readTree(FILE.toFile())
            .at("/properties/rules/items/properties/effects/items/properties/effect/enum");
    Set<String> written = new TreeSet<>();
    effects.forEach(effect -> written.add(effect.textValue()));
    assertThat(written).isEqualTo(new TreeSet<>(EffectWords.effects()));
    assertThat(written)
        .containsAll(Arrays.stream(EffectName.values()).map(EffectName::id).toList());
  }

  private static void same(Shape shape, JsonNode schema, String place) {
    switch (shape) {
      case Shape.Keys(List<Shape.Key> keys) -> {
        Set<String> written = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(written::add);
        assertThat(written)
            .as(place)
            .containsExactlyInAnyOrderElementsOf(keys.stream().map(Shape.Key::name).toList());
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        assertThat(required)
            .as("required in " + place)
            .containsExactlyInAnyOrderElementsOf(
                keys.stream()
                    .filter(key -> key.presence() instanceof Shape.Presence.Required)
                    .map(Shape.Key::name)
                    .toList());
        keys.forEach(
            key -> same(key.shape(), schema.path("properties").path(key.name()), key.name()));
      }
      case Shape.ListOf(Shape element, int most) -> {
        assertThat(schema.path("maxItems").intValue()).as(place).isEqualTo(most);
        same(element, schema.path("items"), place);
      }
      case Shape.Word(List<String> words) -> {
        Set<String> written = new TreeSet<>();
        schema.path("enum").forEach(word -> written.add(word.textValue()));
        assertThat(written).as(place).containsExactlyInAnyOrderElementsOf(words);
      }
      case Shape.Like(String expression, _) ->
          assertThat(schema.path("pattern").textValue())
              .as(place)
              .isEqualTo("^" + expression + "$");
      case Shape.Text _,
          Shape.Name _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Money _,
          Shape.Span _,
          Shape.Cron _,
          Shape.Zone _,
          Shape.WordOrList _,
          Shape.Pattern _ ->
          assertThat(schema.isMissingNode()).as(place).isFalse();
    }
  }

  private static List<?> complaints(Path yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(FILE), InputFormat.JSON);
    return schema.validate(Files.readString(yaml), InputFormat.YAML);
  }
}
