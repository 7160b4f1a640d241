package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of commands, read once from the knowledge files. */
final class Knowledge {

  static final Knowledge SHIPPED = new Knowledge();

  private final Map<String, CommandSpec> commands;

  private Knowledge() {
    List<List<KnowledgeFile.Line>> files = new ArrayList<>();
    for (KnowledgeFile.Line line : KnowledgeFile.read("commands/index.txt")) {
      files.add(KnowledgeFile.read("commands/" + line.text()));
    }
    commands = SpecReader.read(files);
  }

  /** What is known of the command of this name, or null. */
  @Nullable CommandSpec command(String name) {
    return commands.get(name);
  }

  /** How many commands are described. */
  int size() {
    return commands.size();
  }
}
