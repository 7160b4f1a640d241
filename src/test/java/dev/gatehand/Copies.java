package dev.gatehand;

import dev.gatehand.cli.BackupCommand.Wish;
import java.io.IOException;
import java.nio.file.Path;

/** Backups, for tests that restore them. */
public final class Copies {
  private Copies() {}

  public static void make(Path data, Path to) throws IOException {
    Backup.make(new Wish(data, to, true, true));
  }

  public static void makeWithoutKeys(Path data, Path to) throws IOException {
    Backup.make(new Wish(data, to, false, true));
  }
}
