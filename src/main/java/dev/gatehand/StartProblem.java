package dev.gatehand;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.workspace.WorkspaceUnavailable;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is told when the service could not start. The operator's mistake, or the world's, is a
 * sentence; only a mistake of ours comes with everything that helps to find it.
 */
final class StartProblem {
  private static final Pattern NOISE =
      Pattern.compile("\\b[a-z.]+(?:\\.[A-Z]\\w+)+: |\\b[A-Z]{2,}\\d{5}: ");
  private static final Pattern UNKNOWN = Pattern.compile("(gatehand\\.[\\w.\"-]+) in .*");
  private static final Pattern PORT = Pattern.compile("\\d{2,5}");

  private StartProblem() {}

  static String told(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      Optional<String> sentence = sentence(cause);
      if (sentence.isPresent()) {
        return sentence.get();
      }
    }
    StringWriter trace = new StringWriter();
    problem.printStackTrace(new PrintWriter(trace));
    return "this is a mistake of Gatehand's own; please report it with these lines.\n" + trace;
  }

  private static Optional<String> sentence(Throwable cause) {
    return switch (cause) {
      case WrongSetting e -> Optional.of(String.valueOf(e.getMessage()));
      case PolicyInvalid e -> Optional.of(String.valueOf(e.getMessage()));
      case StoreUnavailable e -> Optional.of(String.valueOf(e.getMessage()));
      case WorkspaceUnavailable e -> Optional.of(String.valueOf(e.getMessage()));
      case ForgeUnavailable e -> Optional.of(String.valueOf(e.getMessage()));
      case ConfigValidationException e -> Optional.of(settings(e));
      case BindException e -> Optional.of(bind(String.valueOf(e.getMessage())));
      default -> Optional.empty();
    };
  }

  private static String settings(ConfigValidationException e) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < e.getProblemCount(); i++) {
      String text = NOISE.matcher(e.getProblem(i).getMessage()).replaceAll("");
      Matcher unknown = UNKNOWN.matcher(text);
      problems.add(unknown.matches() ? SettingNames.unknown(unknown.group(1)) : text);
    }
    return String.join("\n", problems);
  }

  private static String bind(String text) {
    Matcher port = PORT.matcher(text);
    return text.contains("in use") && port.find()
        ? "port "
            + port.group()
            + " is taken by another program. Name another one: QUARKUS_HTTP_PORT for serve, --port"
            + " for the demo."
        : "the address of the pages cannot be opened: "
            + text
            + ". Look at QUARKUS_HTTP_HOST and QUARKUS_HTTP_PORT.";
  }
}
