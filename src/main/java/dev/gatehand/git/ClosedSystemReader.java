package dev.gatehand.git;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from this machine: no configuration of the user or the system, no environment. Either
 * could name credentials, proxies, hooks or filters that nobody gave to Gatehand; and to find the
 * system's configuration JGit would start the git program.
 */
final class ClosedSystemReader extends SystemReader.Delegate {
  private static final AtomicBoolean INSTALLED = new AtomicBoolean();

  private ClosedSystemReader(SystemReader machine) {
    super(machine);
  }

  /** Before anything of JGit is used; again is harmless. */
  static void install() {
    if (INSTALLED.compareAndSet(false, true)) {
      SystemReader.setInstance(new ClosedSystemReader(SystemReader.getInstance()));
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  private static final class EmptyConfig extends FileBasedConfig {
    EmptyConfig(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * How fine a file system's times are. JGit would measure it when it first reads a repository,
     * in every process, for three to four seconds while a task waits. What it takes where it cannot
     * measure is always safe: a file that changed shortly before it was read is read once more.
     */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem") && name.equals("timestampResolution")
          ? unit.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public void save() throws IOException {}
  }
}
