package dev.gatehand.forge;

/** Which issue or pull request. */
public record ThreadRef(RepoRef repository, int number) {
  @Override
  public String toString() {
    return repository + "#" + number;
  }
}
