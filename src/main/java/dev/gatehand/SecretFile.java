package dev.gatehand;

import dev.gatehand.cli.PolicyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret of Gatehand's own, made once, readable by its user alone. */
final class SecretFile {
  private SecretFile() {}

  static byte[] readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var own =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, own);
        Files.writeString(
            file, HexFormat.of().formatHex(secret), StandardOpenOption.TRUNCATE_EXISTING);
      }
      return HexFormat.of().parseHex(Files.readString(file).strip());
    } catch (IOException e) {
      throw new WrongSetting(
          "the secret in "
              + file
              + " cannot be read or made: "
              + PolicyFiles.why(e)
              + ". Look at the permissions of its folder.");
    }
  }
}
