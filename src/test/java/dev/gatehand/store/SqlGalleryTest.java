package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.Pictures;
import dev.gatehand.gate.TaskId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Images of tasks, on both databases. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SqlGalleryTest {
  private static final TaskId TASK = new TaskId("t-4k7q2m9x");
  private final OpenStore store;
  private final SqlGallery gallery;

  SqlGalleryTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
    gallery = new SqlGallery(store.database, store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void an_image_is_kept_for_its_task_as_it_was_first() {
    String digest = "e".repeat(64);
    assertThat(gallery.kept(TASK, digest)).isEmpty();
    gallery.keep(TASK, digest, Pictures.PIXEL);
    gallery.keep(TASK, digest, Pictures.page());
    assertThat(gallery.kept(TASK, digest)).contains(Pictures.PIXEL);
    assertThat(gallery.kept(new TaskId("t-00000002"), digest)).isEmpty();
  }
}
