package dev.gatehand.cli;

import dev.gatehand.gate.PolicyExamples;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.policy.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Reads policies, for the commands of the launcher and for the service. */
public final class PolicyFiles {
  private PolicyFiles() {}

  /** The policy that ships inside the program. */
  public static Policy shipped() {
    try (InputStream in = PolicyFiles.class.getResourceAsStream("/policy.yaml")) {
      byte[] bytes = Objects.requireNonNull(in, "policy.yaml").readAllBytes();
      return new PolicyReader(prompt -> JobPrompts.shipped().find(prompt).isPresent())
          .read(new String(bytes, StandardCharsets.UTF_8), "policy.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A policy file, with its examples run.
   *
   * @throws Unusable with every complaint
   */
  public static Policy read(Path file) throws Unusable {
    try {
      var reader = new PolicyReader(prompt -> JobPrompts.beside(file).find(prompt).isPresent());
      return PolicyExamples.checked(reader.read(text(file), file.toString()));
    } catch (IOException e) {
      throw new Unusable(file + ": cannot be read: " + why(e) + ".");
    } catch (PolicyInvalid e) {
      throw new Unusable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The policy in a repository that has this file of its own, with all examples run.
   *
   * @throws Unusable with every complaint
   */
  static Policy tightened(Policy operator, Path repository) throws Unusable {
    try {
      var own = new PolicyReader().tightening(text(repository), repository.toString());
      return PolicyExamples.checked(operator.tightenedBy(own));
    } catch (IOException e) {
      throw new Unusable(repository + ": cannot be read: " + why(e) + ".");
    } catch (PolicyInvalid e) {
      throw new Unusable(String.valueOf(e.getMessage()));
    }
  }

  /** Why a file cannot be used, in words. */
  public static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case AccessDeniedException _ -> "this user may not";
      case FileSystemException failure when failure.getReason() != null -> failure.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String text(Path file) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** Why a policy cannot be used, a line for each complaint. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String complaints) {
      super(complaints);
    }
  }
}
