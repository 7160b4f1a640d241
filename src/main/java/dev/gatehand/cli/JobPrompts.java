package dev.gatehand.cli;

import dev.gatehand.text.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The texts that maintenance jobs give their agent: a file of the operator's in {@code prompts/}
 * beside the policy, else one that ships inside the program ({@code prompts/jobs/}).
 */
public final class JobPrompts {
  private final Optional<Path> folder;

  private JobPrompts(Optional<Path> folder) {
    this.folder = folder;
  }

  /** For a policy that is a file. */
  public static JobPrompts beside(Path policy) {
    return new JobPrompts(Optional.of(policy.toAbsolutePath().resolveSibling("prompts")));
  }

  /** Only those inside the program. */
  public static JobPrompts shipped() {
    return new JobPrompts(Optional.empty());
  }

  /**
   * The text of this name; the policy's shape lets no name leave the folder.
   *
   * @throws UncheckedIOException when the file is there and cannot be read
   */
  public Optional<String> find(String name) {
    Optional<Path> own = folder.map(in -> in.resolve(name)).filter(Files::isRegularFile);
    if (own.isEmpty()) {
      String resource = "prompts/jobs/" + name;
      return JobPrompts.class.getResource("/" + resource) == null
          ? Optional.empty()
          : Optional.of(Template.resource(resource).strip());
    }
    try {
      return Optional.of(Files.readString(own.get(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the prompt " + own.get() + " cannot be read", e);
    }
  }
}
