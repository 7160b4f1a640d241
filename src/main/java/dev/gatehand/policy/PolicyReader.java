package dev.gatehand.policy;

import java.io.StringReader;
import java.util.List;
import java.util.function.Predicate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads policy.yaml, or says everything that is wrong with it. Nothing falls back to a default that
 * the table of keys does not name.
 *
 * <p>The text may be hostile (a repository's own policy): anchors, aliases and tags are refused
 * before a tree is built, so a few lines can never grow into a gigabyte or into a Java object.
 */
public final class PolicyReader {
  private static final int MOST_CHARACTERS = 256 * 1024;
  private static final int DEEPEST = 20;

  private final Predicate<String> prompts;

  public PolicyReader() {
    this(_ -> true);
  }

  /**
   * @param prompts whether there is a text of this name for the agent of a maintenance job
   */
  public PolicyReader(Predicate<String> prompts) {
    this.prompts = prompts;
  }

  /**
   * Reads a whole policy.
   *
   * @param file where the text came from, for the complaints
   * @throws PolicyInvalid with every complaint
   */
  public Policy read(String text, String file) {
    var complaints = new Complaints(file);
    Fields fields = fields(text, PolicyKeys.POLICY, complaints);
    return new PolicyBinding(complaints, prompts).policy(fields, file, Digests.of(text));
  }

  /**
   * Reads a repository's own file, which may be hostile.
   *
   * @throws PolicyInvalid with every complaint
   */
  public Tightening tightening(String text, String file) {
    var complaints = new Complaints(file);
    Fields fields = fields(text, PolicyKeys.TIGHTENING, complaints);
    return new PolicyBinding(complaints, prompts).tightening(fields, Digests.of(text));
  }

  /**
   * Reads a file of rules alone.
   *
   * @throws PolicyInvalid with every complaint
   */
  public List<Rule> rules(String text, String file) {
    var complaints = new Complaints(file);
    Fields fields = fields(text, PolicyKeys.RULES, complaints);
    return new PolicyBinding(complaints, prompts).rules(fields);
  }

  private static Fields fields(String text, Shape.Keys keys, Complaints complaints) {
    Node root = tree(text, complaints);
    var fields = new ShapeCheck(complaints).mapping(root, keys, "the policy");
    complaints.stopIfAny();
    return fields.orElseThrow();
  }

  private static Node tree(String text, Complaints complaints) {
    checkText(text, complaints);
    complaints.stopIfAny();
    try {
      var options = new LoaderOptions();
      options.setNestingDepthLimit(DEEPEST);
      options.setCodePointLimit(MOST_CHARACTERS);
      var yaml = new Yaml(options);
      for (Event event : yaml.parse(new StringReader(text))) {
        checkEvent(event, complaints);
      }
      complaints.stopIfAny();
      Node root = yaml.compose(new StringReader(text));
      if (root != null) {
        return root;
      }
      complaints.add(1, "the file is empty: begin with a copy of the shipped policy.yaml");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      complaints.add(line, "this is not YAML: " + Complaints.shown(String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      complaints.add(1, "this is not YAML: " + Complaints.shown(String.valueOf(e.getMessage())));
    }
    complaints.stopIfAny();
    throw new IllegalStateException("unreachable: a complaint was added");
  }

  private static void checkEvent(Event event, Complaints complaints) {
    int line = event.getStartMark().getLine() + 1;
    boolean tagged =
        event instanceof ScalarEvent scalar
            && scalar.getTag() != null
            && !scalar.getTag().equals("!");
    if (event instanceof AliasEvent) {
      complaints.add(line, "an alias (*name) is not allowed: write the value out");
    } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
      complaints.add(line, "an anchor (&name) is not allowed: write the value out");
    } else if (tagged) {
      complaints.add(line, "a tag (!name) is not allowed: write the plain value");
    }
  }

  private static void checkText(String text, Complaints complaints) {
    if (text.length() > MOST_CHARACTERS) {
      complaints.add(1, "the file is larger than 256 KB: a policy never needs that");
      return;
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.stripLeading().length() < line.length()
          && line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
        complaints.add(number, "a tab indents this line: use spaces");
        continue;
      }
      int at = number;
      line.codePoints()
          .filter(PolicyReader::deceives)
          .findFirst()
          .ifPresent(
              c ->
                  complaints.add(at, "the invisible character U+%04X is not allowed".formatted(c)));
    }
  }

  /** Characters that a reader of the file does not see, or that reorder what is seen. */
  private static boolean deceives(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t' && c != '\r';
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
