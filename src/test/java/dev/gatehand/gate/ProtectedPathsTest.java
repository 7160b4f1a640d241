package dev.gatehand.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.policy.ProtectedPath;
import org.junit.jupiter.api.Test;

class ProtectedPathsTest {
  private final ProtectedPaths paths = ProtectedPaths.of(Situations.shipped());

  @Test
  void a_folder_is_as_protected_as_what_may_lie_in_it() {
    assertThat(below(".github")).isEqualTo("protected/policy");
    assertThat(below(".GitHub")).isEqualTo("protected/policy");
    assertThat(below(".mvn")).isEqualTo("protected/wrapper");
    assertThat(below("module/.mvn")).isEqualTo("protected/wrapper");
    assertThat(below("gradle")).isEqualTo("protected/wrapper");
    assertThat(below(".gatehand")).isEqualTo("protected/policy");
    assertThat(below("src")).isEqualTo("none");
    assertThat(below("github")).isEqualTo("none");
    assertThat(below("docs/.github")).isEqualTo("none");
  }

  @Test
  void the_strictest_line_about_a_path_counts() {
    assertThat(about(".github/workflows/check.yml")).isEqualTo("protected/ci");
    assertThat(about(".gatehand/policy.yaml")).isEqualTo("protected/policy");
    assertThat(about("src/App.java")).isEqualTo("none");
  }

  @Test
  void lock_files_are_made_again_and_nothing_else() {
    assertThat(ProtectedPaths.isMadeAgain(path("package-lock.json"))).isTrue();
    assertThat(ProtectedPaths.isMadeAgain(path("web/yarn.lock"))).isTrue();
    assertThat(ProtectedPaths.isMadeAgain(path("web/Gemfile.lock"))).isTrue();
    assertThat(ProtectedPaths.isMadeAgain(path("package.json"))).isFalse();
    assertThat(ProtectedPaths.isMadeAgain(path("yarn.lock/a"))).isFalse();
  }

  private String below(String folder) {
    return paths.below(path(folder)).map(ProtectedPath::id).orElse("none");
  }

  private String about(String file) {
    return paths.about(path(file)).map(ProtectedPath::id).orElse("none");
  }

  private static RepoPath path(String text) {
    return RepoPath.resolve("/workspace", "/workspace", text).orElseThrow();
  }
}
