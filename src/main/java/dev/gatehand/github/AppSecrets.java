package dev.gatehand.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The secrets of an app that the setup page made: in files of their own, readable by Gatehand's
 * user alone, in a folder beside the data directory, so that no backup of that one takes them
 * along.
 */
public record AppSecrets(Path folder) {
  /** The folder that belongs to a data directory. */
  public static AppSecrets beside(Path data) {
    Path whole = data.toAbsolutePath().normalize();
    return new AppSecrets(whole.resolveSibling(whole.getFileName() + "-secrets"));
  }

  public boolean areThere() {
    return Files.exists(id());
  }

  public Path id() {
    return folder.resolve("github-app-id");
  }

  public Path privateKey() {
    return folder.resolve("github-private-key.pem");
  }

  public Path webhookSecret() {
    return folder.resolve("github-webhook-secret");
  }

  /** The id last: as long as it is not there, nothing is. */
  void keep(String id, String pem, String webhookSecret) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    write(privateKey(), pem);
    if (!webhookSecret.isEmpty()) {
      write(webhookSecret(), webhookSecret);
    }
    write(id(), id);
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
