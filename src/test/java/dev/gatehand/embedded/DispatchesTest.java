package dev.gatehand.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.Losses;
import dev.gatehand.forge.Losses.Rates;
import dev.gatehand.forge.LossyForge;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.Permits;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Marker;
import dev.gatehand.journal.Outbox.Writer;
import dev.gatehand.policy.Role;
import dev.gatehand.store.SqlOutbox;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of change, again and again over a line that loses a third of all replies: once. */
class DispatchesTest {
  private static final int MANY = 30;
  private static final Writer SERVICE = new Writer.Service();
  private EmbeddedFixture fixture;
  private Losses line;
  private Dispatches dispatches;
  private ThreadRef thread;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new EmbeddedFixture(folder);
    line = new Losses(42, Rates.HARSH);
    dispatches = afterARestart();
    thread = fixture.site.open(EmbeddedFixture.CSV, "alice", "A bug", "");
  }

  /** Nothing is remembered but what is stored. */
  private Dispatches afterARestart() {
    return over(new LossyForge(fixture.forge, line));
  }

  private Dispatches over(Forge forge) {
    return new Dispatches(
        new SqlOutbox(fixture.database, () -> fixture.now), forge, new Marker(new byte[32]));
  }

  @AfterEach
  void close() {
    assertThat(line.repliesLost()).as("the line was bad").isPositive();
    fixture.close();
  }

  @Test
  void a_comment() {
    List<CommentRef> refs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String key = "word:" + i;
      CommentRef first = insist(() -> dispatches.comment(SERVICE, key, thread, key));
      dispatches = afterARestart();
      assertThat(insist(() -> dispatches.comment(SERVICE, key, thread, "other"))).isEqualTo(first);
      refs.add(first);
    }
    assertThat(comments()).extracting(Comment::ref).isEqualTo(refs);
    assertThat(words()).isEqualTo(IntStream.range(0, MANY).mapToObj(i -> "word:" + i).toList());
  }

  @Test
  void an_edit_and_a_last_edit() {
    CommentRef comment = insist(() -> dispatches.comment(SERVICE, "k", thread, "step 0"));
    for (int i = 1; i <= MANY; i++) {
      String words = "step " + i;
      insist(() -> edited(comment, words));
      assertThat(words()).containsExactly(words);
    }
    insist(() -> editedOnce(comment, "the end"));
    dispatches = afterARestart();
    insist(() -> editedOnce(comment, "never said"));
    assertThat(words()).containsExactly("the end");
  }

  @Test
  void what_a_node_says_that_was_frozen_before_the_forge_is_not_the_last_word() {
    CommentRef comment = insist(() -> dispatches.comment(SERVICE, "k", thread, "step 0"));
    Dispatches other = afterARestart();
    for (int i = 0; i < MANY; i++) {
      String end = "the end " + i;
      List<Runnable> elsewhere =
          List.of(
              () -> insist(() -> edited(other, comment, "step 2")),
              // It wakes, learns of step 2, and is frozen once more on its way to say so.
              () -> insist(() -> edited(other, comment, end)));
      Dispatches frozen = over(meanwhile(fixture.forge, elsewhere));
      frozen.edit(SERVICE, "k", comment, "step 1");
      assertThat(words()).containsExactly(end);
    }
  }

  /** Before each of the first edits, something happens elsewhere. */
  private static Forge meanwhile(Forge forge, List<Runnable> elsewhere) {
    Iterator<Runnable> next = elsewhere.iterator();
    return (Forge)
        Proxy.newProxyInstance(
            Forge.class.getClassLoader(),
            new Class<?>[] {Forge.class},
            (_, method, arguments) -> {
              if (method.getName().equals("edit") && next.hasNext()) {
                next.next().run();
              }
              return method.invoke(forge, arguments);
            });
  }

  @Test
  void a_reaction() {
    for (int i = 0; i < MANY; i++) {
      CommentRef comment = fixture.site.comment(thread, "alice", "word " + i);
      insist(() -> reacted(comment));
      dispatches = afterARestart();
      insist(() -> reacted(comment));
    }
    assertThat(fixture.site.reactions(thread)).hasSize(MANY);
    assertThat(fixture.site.reactions(thread).values())
        .allSatisfy(one -> assertThat(one).extracting(Reacted::reaction).hasSize(1));
  }

  @Test
  void an_issue() {
    for (int i = 0; i < MANY; i++) {
      String key = "issue:" + i;
      insist(() -> dispatches.issue(SERVICE, key, EmbeddedFixture.CSV, key, "words"));
    }
    assertThat(fixture.site.threads(EmbeddedFixture.CSV)).hasSize(MANY + 1);
  }

  @Test
  void a_pull_request_and_its_words() {
    for (int i = 0; i < MANY; i++) {
      String branch = "gatehand/" + i + "-x";
      fixture.sample.commit(branch, "Change", Map.of("README.md", branch), fixture.base);
      var request =
          new NewPullRequest(EmbeddedFixture.CSV, branch, "main", branch, "It was broken", true);
      var publish = new Action.Publish("r", branch, "", List.of(fixture.base.value()), Role.WRITE);
      var permit = Permits.of(publish);
      ThreadRef pull = insist(() -> dispatches.pullRequest(SERVICE, branch, request, permit));
      insist(() -> reworded(pull));
    }
    assertThat(fixture.site.threads(EmbeddedFixture.CSV))
        .filteredOn(it -> it.kind() == ThreadView.Kind.PULL_REQUEST)
        .hasSize(MANY)
        .allSatisfy(it -> assertThat(it.title()).isEqualTo("Better words"));
  }

  private CommentRef edited(CommentRef comment, String words) {
    return edited(dispatches, comment, words);
  }

  private static CommentRef edited(Dispatches node, CommentRef comment, String words) {
    node.edit(SERVICE, "k", comment, words);
    return comment;
  }

  private CommentRef editedOnce(CommentRef comment, String words) {
    dispatches.editOnce(SERVICE, "last", comment, "k", words);
    return comment;
  }

  private CommentRef reacted(CommentRef comment) {
    dispatches.react(SERVICE, comment, Reaction.ROCKET);
    return comment;
  }

  private ThreadRef reworded(ThreadRef pull) {
    dispatches.updatePullRequest(SERVICE, pull, "Better words", "Now with a test");
    return pull;
  }

  /** Whoever dispatches tries again until it is done, knowing nothing of what became of it. */
  private <T> T insist(Supplier<T> deed) {
    while (true) {
      try {
        return deed.get();
      } catch (ForgeUnavailable e) {
        dispatches = afterARestart();
      }
    }
  }

  private List<Comment> comments() {
    return fixture.site.thread(thread).comments();
  }

  private List<String> words() {
    return comments().stream().map(c -> c.body().replaceAll("\\s*<!--.*-->", "")).toList();
  }
}
