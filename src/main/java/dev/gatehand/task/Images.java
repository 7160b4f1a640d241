package dev.gatehand.task;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Attached;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.model.Image;
import dev.gatehand.text.SeenImages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The images that a thread showed when its task was asked for. They are fetched once, when the task
 * is prepared, and kept: whoever goes on with it shows the model the same bytes.
 *
 * <p>Whoever writes on a thread chooses what is fetched. So the forge takes only its own
 * attachments (never a server of somebody else, who would learn when Gatehand works and from
 * where), few and small ones, and what an image is, its bytes say. What is not had is told to the
 * model in words: nobody's task ends over an image.
 */
public final class Images {
  private static final int MOST = 4;
  private static final int MOST_TRIED = 8;
  private static final int LARGEST = 3 * 1024 * 1024;
  private static final int ALL_BYTES = 5 * 1024 * 1024;

  private final Forge forge;
  private final Gallery gallery;
  private final Eyes eyes;

  /** Whether the model can see; fetching for one that cannot would be in vain. */
  public enum Eyes {
    SEEING,
    BLIND
  }

  public Images(Forge forge, Gallery gallery, Eyes eyes) {
    this.forge = forge;
    this.gallery = gallery;
    this.eyes = eyes;
  }

  /** Fetches and keeps what the thread shows; returns what the task's journal is to say of it. */
  List<Attached> collect(TaskId task, TaskRequest request) {
    boolean byPeople =
        switch (request.origin()) {
          case COMMENT, MARKING -> true;
          case SCHEDULE, PAGE, CHECKS -> false;
        };
    if (eyes == Eyes.BLIND || !byPeople) {
      return List.of();
    }
    RepoRef repository = request.thread().repository();
    List<Attached> attached = new ArrayList<>();
    Set<String> digests = new LinkedHashSet<>();
    int left = ALL_BYTES;
    for (String address : addresses(request)) {
      int most = digests.size() < MOST ? Math.min(left, LARGEST) : 0;
      Optional<byte[]> bytes =
          most == 0
              ? Optional.empty()
              : forge
                  .image(repository, address, most)
                  .filter(it -> it.length <= most && Image.of(it).isPresent());
      String digest = bytes.map(Images::digest).orElse("");
      if (bytes.isPresent() && digests.add(digest)) {
        gallery.keep(task, digest, bytes.get());
        left -= bytes.get().length;
      } else if (bytes.isPresent()) {
        // The same image under another address.
        continue;
      }
      attached.add(new Attached(address, digest));
    }
    return attached;
  }

  /** In the order in which people read them, each once. */
  private static List<String> addresses(TaskRequest request) {
    Discussion thread = Discussion.of(request);
    Set<String> addresses = new LinkedHashSet<>(SeenImages.of(thread.body()));
    thread
        .comments()
        .forEach(comment -> addresses.addAll(SeenImages.of(String.valueOf(comment.get("body")))));
    return addresses.stream().limit(MOST_TRIED).toList();
  }

  /**
   * What a task was begun with.
   *
   * @throws StoreUnavailable when a kept one is gone: the conversation would no longer be the same
   */
  List<Image> shown(TaskId task, Event.Prepared base) {
    return base.images().stream()
        .filter(Attached::had)
        .map(attached -> image(task, attached))
        .toList();
  }

  private Image image(TaskId task, Attached attached) {
    return gallery
        .kept(task, attached.digest())
        .flatMap(Image::of)
        .orElseThrow(
            () ->
                new StoreUnavailable(
                    "The image %s of task %s is no longer in the database. It was kept there when the task began; restore a backup, or ask anew with `/agent retry`."
                        .formatted(attached.digest(), task.value())));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM knows SHA-256", e);
    }
  }
}
