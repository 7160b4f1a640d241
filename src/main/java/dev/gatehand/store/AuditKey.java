package dev.gatehand.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehand.journal.StoreUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the audit chain. It lies outside the database: whoever can only write to the database,
 * or to a backup of it, cannot make a chain that holds.
 */
public final class AuditKey {
  private static final int LENGTH = 32;
  private final SecretKeySpec key;

  private AuditKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** Where the key of a data directory lies unless the settings say otherwise. */
  public static Path in(Path dataDirectory) {
    return dataDirectory.resolve("keys").resolve("audit.key");
  }

  /** Reads the key, or makes one that its owner alone can read. */
  public static AuditKey readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return read(file);
    } catch (IOException e) {
      throw new StoreUnavailable(
          "The key of the audit log cannot be read or made at %s: %s.".formatted(file, e), e);
    }
  }

  /**
   * @throws StoreUnavailable when there is none, or it is no key
   */
  public static AuditKey read(Path file) {
    try {
      byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
      if (bytes.length != LENGTH) {
        throw new IllegalArgumentException(
            "%d bytes instead of %d".formatted(bytes.length, LENGTH));
      }
      return new AuditKey(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreUnavailable(
          "The key of the audit log cannot be read from %s: %s. Without it the log can neither be continued nor checked: put the file back."
              .formatted(file, e),
          e);
    }
  }

  /** Whole and on disk before it has its name: a crash leaves no half a key, a race one key. */
  private static void create(Path file) throws IOException {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try (var channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap((HexFormat.of().formatHex(bytes) + "\n").getBytes(US_ASCII)));
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another node was first: its key is the key.
    } finally {
      Files.delete(fresh);
    }
  }

  /**
   * @throws StoreUnavailable when the audit log in the database was written with another key
   */
  public void requireFor(Database database) {
    new KeyPrints(database).require("keys/audit.key", key.getEncoded());
  }

  /** The code of these bytes, 64 hexadecimal digits. */
  String code(byte[] bytes) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
