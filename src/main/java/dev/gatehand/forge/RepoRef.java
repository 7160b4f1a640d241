package dev.gatehand.forge;

import java.util.regex.Pattern;

/** Which repository, by the names that people use; both are also safe as path segments. */
public record RepoRef(String owner, String name) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  public RepoRef {
    if (!SHAPE.matcher(owner).matches() || !SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a repository: " + owner + "/" + name);
    }
  }

  /** Reads {@code owner/name}. */
  public static RepoRef of(String slug) {
    int slash = slug.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a repository (owner/name): " + slug);
    }
    return new RepoRef(slug.substring(0, slash), slug.substring(slash + 1));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
