package dev.gatehand.text;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ValueResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A text of ours with places for values. Values are data: what they hold is never read as a
 * template, and a string is shown closed by default. In a text for people {@code {title}} is one
 * line of plain words ({@link Markdown#plain}); in a prompt {@code {title}} is one line with
 * invisible characters shown. A template opens a string on purpose:
 *
 * <ul>
 *   <li>{@code {x.code}} code span, {@code {x.codeCell}} the same in a table
 *   <li>{@code {x.prose}} several lines of words, lists and code spans kept
 *   <li>{@code {x.fence}} and {@code {x.diff}} a fenced block, invisible characters shown, long
 *       lines wrapped; {@code {x.commandFence}} for a command, exactly
 *   <li>{@code {x.mention}} addresses a person
 *   <li>{@code {x.data}} for prompts: every line begins with {@code | }, so that no content can end
 *       it
 *   <li>{@code {x.said}} for prompts: the requester's own words, every line begun with {@code > }
 *   <li>{@code {x.guide}} for prompts: what the repository says on its default branch, every line
 *       begun with {@code = }
 *   <li>{@code {x.raw}} as it is: only for what Gatehand itself wrote
 * </ul>
 */
public final class Template {
  private static final Engine TEXTS = engine(Markdown::plain);
  private static final Engine PROMPTS = engine(Template::oneLine);

  private final String name;
  private final io.quarkus.qute.Template parsed;

  private Template(String name, io.quarkus.qute.Template parsed) {
    this.name = name;
    this.parsed = parsed;
  }

  /** A text that people read, from {@code texts/} on the class path. */
  public static Template text(String name) {
    return new Template(name, TEXTS.parse(load("texts/" + name), null, name));
  }

  /** A text that a model reads, from {@code prompts/} on the class path. */
  public static Template prompt(String name) {
    return new Template(name, PROMPTS.parse(load("prompts/" + name), null, name));
  }

  /**
   * Renders with named values: String, Number, Boolean, and lists and maps of them.
   *
   * @throws RuntimeException when the template names a value that is not given
   */
  public String render(Map<String, ?> values) {
    values.forEach(this::requirePlain);
    return parsed.data(values).render();
  }

  /** Only plain values, so that no template can reach a method of an object. */
  private void requirePlain(String key, Object value) {
    switch (value) {
      case String ignored -> {}
      case Number ignored -> {}
      case Boolean ignored -> {}
      case Collection<?> many -> many.forEach(each -> requirePlain(key, each));
      case Map<?, ?> map -> map.forEach((inner, each) -> requirePlain(key + "." + inner, each));
      default ->
          throw new IllegalArgumentException(
              "template " + name + ": " + key + " is a " + value.getClass().getSimpleName());
    }
  }

  private static Engine engine(UnaryOperator<String> closed) {
    EngineBuilder builder = Engine.builder().addDefaults().strictRendering(true);
    opening(builder, "raw", text -> text);
    opening(builder, "code", Markdown::code);
    opening(builder, "codeCell", Markdown::codeCell);
    opening(builder, "prose", Markdown::prose);
    opening(builder, "mention", Markdown::mention);
    opening(builder, "data", text -> prefixed("| ", text));
    opening(builder, "said", text -> prefixed("> ", text));
    opening(builder, "guide", text -> prefixed("= ", text));
    opening(builder, "fence", text -> Markdown.fence(Visible.wrap(Visible.content(text)), ""));
    opening(builder, "diff", text -> Markdown.fence(Visible.wrap(Visible.content(text)), "diff"));
    opening(
        builder, "commandFence", text -> Markdown.fence(Visible.wrap(Visible.command(text)), ""));
    builder.addResultMapper(
        new io.quarkus.qute.ResultMapper() {
          @Override
          public boolean appliesTo(io.quarkus.qute.TemplateNode.Origin origin, Object result) {
            return result instanceof String;
          }

          @Override
          public String map(Object result, io.quarkus.qute.Expression expression) {
            return closed.apply((String) result);
          }
        });
    return builder.build();
  }

  private static void opening(EngineBuilder builder, String name, UnaryOperator<String> shape) {
    builder.addValueResolver(
        ValueResolver.builder()
            .priority(10)
            .applyToBaseClass(String.class)
            .applyToName(name)
            .applyToNoParameters()
            .resolveSync(context -> new RawString(shape.apply((String) context.getBase())))
            .build());
  }

  private static String oneLine(String text) {
    return Visible.text(text).strip().replaceAll("[\\n\\t ]+", " ");
  }

  private static String prefixed(String prefix, String text) {
    return prefix + Visible.text(text).stripTrailing().replace("\n", "\n" + prefix);
  }

  /**
   * A text of ours as it stands, e.g. {@code prompts/system.md}: nothing in it is a place for
   * values.
   */
  public static String resource(String name) {
    return load(name);
  }

  private static String load(String resource) {
    ClassLoader loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElse(Template.class.getClassLoader());
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no template " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the template " + resource, e);
    }
  }
}
