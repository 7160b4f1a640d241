package dev.gatehand.llm;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a provider's answer, piece by piece, none of which is waited for longer than the
 * operator's patience. One piece is asked for at a time: a server that sends faster than we read
 * fills its own buffers, not ours.
 */
final class Answer implements AutoCloseable {
  private static final int LARGEST = 32 * 1024 * 1024;

  private final HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
  private final Patience patience;
  private final long deadline;
  private final Complaints complaints;
  private final Pieces pieces = new Pieces();
  private boolean begun;
  private long total;

  Answer(
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response,
      Patience patience,
      long deadline,
      Complaints complaints) {
    this.response = response;
    this.patience = patience;
    this.deadline = deadline;
    this.complaints = complaints;
    response.body().subscribe(pieces);
  }

  /** Whether the provider sends events; else it answers in one piece, as some gateways do. */
  boolean isStream() {
    return response
        .headers()
        .firstValue("content-type")
        .filter(type -> type.strip().startsWith("text/event-stream"))
        .isPresent();
  }

  /** The next piece; empty at the end. */
  Optional<byte[]> next() {
    Duration usual = begun ? patience.between() : patience.first();
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    Duration wait = left.compareTo(usual) < 0 ? left : usual;
    Piece piece = pieces.await(wait);
    return switch (piece) {
      case Piece.Bytes(byte[] bytes) -> {
        begun = true;
        total += bytes.length;
        if (total > LARGEST) {
          throw complaints.passing("sent more than " + LARGEST + " bytes for one reply");
        }
        yield Optional.of(bytes);
      }
      case Piece.End _ -> Optional.empty();
      case Piece.Broken(Throwable cause) ->
          throw complaints.lost("broke off: " + ProviderHttp.reason(cause), cause);
      case Piece.Late _ ->
          throw complaints.passing(
              left.compareTo(usual) < 0
                  ? "did not end within " + ProviderHttp.seconds(patience.whole())
                  : (begun ? "fell silent for " : "did not begin within ")
                      + ProviderHttp.seconds(usual));
      case Piece.Interrupted(InterruptedException cause) -> {
        Thread.currentThread().interrupt();
        throw complaints.lost("was not waited for: this node shuts down", cause);
      }
    };
  }

  /** All of it as text. */
  String whole() {
    return beginning(LARGEST);
  }

  /** At most so many bytes of it, and a little more. */
  String beginning(int most) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Optional<byte[]> piece = next();
    while (piece.isPresent()) {
      body.writeBytes(piece.get());
      piece = body.size() < most ? next() : Optional.empty();
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    pieces.cancel();
  }

  private sealed interface Piece {
    record Bytes(byte[] bytes) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable cause) implements Piece {}

    record Late() implements Piece {}

    record Interrupted(InterruptedException cause) implements Piece {}
  }

  /** Hands pieces from the client's thread to the caller's. */
  private static final class Pieces implements Flow.Subscriber<List<ByteBuffer>> {
    private final BlockingQueue<Piece> queue = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean over;

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
      queue.add(new Piece.Bytes(bytes.toByteArray()));
    }

    @Override
    public void onError(Throwable cause) {
      queue.add(new Piece.Broken(cause));
    }

    @Override
    public void onComplete() {
      queue.add(new Piece.End());
    }

    Piece await(Duration wait) {
      if (over) {
        return new Piece.End();
      }
      try {
        Piece piece = queue.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        if (piece instanceof Piece.Bytes) {
          more();
        } else {
          over = true;
        }
        return piece == null ? new Piece.Late() : piece;
      } catch (InterruptedException e) {
        return new Piece.Interrupted(e);
      }
    }

    private synchronized void more() {
      if (subscription != null) {
        subscription.request(1);
      }
    }

    synchronized void cancel() {
      over = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
