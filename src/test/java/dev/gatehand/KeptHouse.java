package dev.gatehand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a fixture for the releases to come: the data directory of this one, with a task that waits
 * for an answer. Arguments: a folder to work in, and the zip to write.
 */
public final class KeptHouse {
  private KeptHouse() {}

  public static void main(String[] arguments) throws IOException {
    Path data = TestHouse.dataIn(Path.of(arguments[0]));
    try (var house = TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK)) {
      house.says("alice", "/agent fix");
      house.parkedWithAsk();
    }
    try (var zip = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])));
        var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = data.relativize(file).toString();
        // A checkout is made again from its snapshot; a lock says nothing about another machine.
        if (!name.startsWith("workspaces/") && !name.endsWith(".lock")) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }
}
