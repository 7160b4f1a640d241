package dev.gatehand.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong, so that the operator reads everything at once. */
final class Complaints {
  /** A hostile file must not become a flood of its own. */
  private static final int MOST = 100;

  private final String file;
  private final List<Complaint> found = new ArrayList<>();

  Complaints(String file) {
    this.file = file;
  }

  <T> Optional<T> add(Node node, String what) {
    return add(ShapeCheck.line(node), what);
  }

  <T> Optional<T> add(int line, String what) {
    found.add(new Complaint(file, line, what));
    return Optional.empty();
  }

  void stopIfAny() {
    if (found.isEmpty()) {
      return;
    }
    List<Complaint> sorted =
        found.stream().sorted(Comparator.comparingInt(Complaint::line)).limit(MOST).toList();
    if (found.size() > MOST) {
      sorted = new ArrayList<>(sorted);
      int line = sorted.getLast().line();
      sorted.add(new Complaint(file, line, "and " + (found.size() - MOST) + " more complaints"));
    }
    throw new PolicyInvalid(sorted);
  }

  /** What was written, fit for one line of a terminal: it may be hostile. */
  static String shown(String written) {
    var text = new StringBuilder();
    written
        .codePoints()
        .limit(60)
        .forEach(
            c -> {
              if (c >= 0x20 && c < 0x7f) {
                text.appendCodePoint(c);
              } else {
                text.append("U+%04X".formatted(c));
              }
            });
    return written.codePointCount(0, written.length()) > 60 ? text + "..." : text.toString();
  }
}
