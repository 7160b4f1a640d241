package dev.gatehand.store;

import dev.gatehand.journal.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether the keys of this node are those of the database. They lie outside of it on purpose, so a
 * second node, or one with a restored database, can have others: it would break the chain of the
 * audit log, and post again what it does not recognise as its own.
 */
public final class KeyPrints {
  private final Database database;

  public KeyPrints(Database database) {
    this.database = database;
  }

  /**
   * @param name the file that the key lies in, as the operator sees it
   * @throws StoreUnavailable when the database belongs to another key
   */
  public void require(String name, byte[] key) {
    String print = print(name, key);
    String known =
        database.write(
            tx -> {
              tx.update(
                  "insert into key_print (name, print) values (?, ?) on conflict (name) do nothing",
                  name,
                  print);
              return tx.one(
                      "select print from key_print where name = ?", row -> row.getString(1), name)
                  .orElseThrow();
            });
    if (!known.equals(print)) {
      throw new StoreUnavailable(
          "The key %s of this node is not the one of the database. Copy the folder of keys from the node (or the backup) that the database belongs to."
              .formatted(name));
    }
  }

  /** Says nothing about the key to whoever reads it in the database. */
  private static String print(String name, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] code = mac.doFinal(("gatehand-key-print " + name).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(code, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
