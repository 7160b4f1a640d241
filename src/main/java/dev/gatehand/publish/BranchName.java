package dev.gatehand.publish;

import dev.gatehand.text.Slug;
import java.util.regex.Pattern;

/**
 * The only branches that Gatehand pushes: {@code gatehand/<number>-<slug>}, and {@code
 * gatehand/job-<name>} for a maintenance job. Nothing that CI could expand, whoever wrote the title
 * it is made from.
 */
public record BranchName(String value) {
  private static final Pattern SHAPE = Pattern.compile("gatehand/[a-z0-9][a-z0-9-]{0,59}");

  public BranchName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a branch of Gatehand's: " + value);
    }
  }

  public static BranchName of(int thread, String title) {
    return new BranchName("gatehand/" + thread + "-" + Slug.of(title).value());
  }

  /** The one branch of a maintenance job. */
  public static BranchName ofJob(String job) {
    return new BranchName("gatehand/job-" + job);
  }

  public static boolean isOurs(String branch) {
    return SHAPE.matcher(branch).matches();
  }

  /** The next name when this one is taken. */
  BranchName numbered(int attempt) {
    return attempt < 2 ? this : new BranchName(value + "-" + attempt);
  }

  @Override
  public String toString() {
    return value;
  }
}
