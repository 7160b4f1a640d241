package dev.gatehand.github;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where GitHub posts its events, and anybody else what they like: the signature covers the body, so
 * all of it is taken in before anything is known of its sender. What is held of all senders at once
 * has a limit, and so has the time that one may take. A thread for each that sends slowly would be
 * a limit as well, at which GitHub would wait behind strangers.
 */
@ApplicationScoped
class WebhookRoute {
  /** In bytes, of all bodies that are on their way in. */
  private static final long MOST_HELD = 64L << 20;

  /** GitHub itself gives up then. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Of HTTP/2, after a whole answer to a request that is not. */
  private static final long NO_ERROR = 0;

  private static final System.Logger LOG = System.getLogger(WebhookRoute.class.getName());

  private final Webhooks webhooks;
  private final AtomicLong held = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WebhookRoute(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  void open(@Observes Router router) {
    router.post("/webhooks/github").handler(this::take);
  }

  private void take(RoutingContext routing) {
    new Delivery(routing).read();
  }

  @PreDestroy
  void close() {
    threads.close();
  }

  /** One that is on its way in. All of it happens in the context of its connection. */
  private final class Delivery {
    private final HttpServerRequest request;
    private final Context context;
    private final Vertx vertx;
    private final Buffer body = Buffer.buffer();
    private final long timer;
    private boolean over;

    Delivery(RoutingContext routing) {
      request = routing.request();
      vertx = routing.vertx();
      context = vertx.getOrCreateContext();
      timer = vertx.setTimer(PATIENCE.toMillis(), _ -> refuse(408, "That took too long."));
    }

    void read() {
      request.exceptionHandler(_ -> letGo());
      request.response().closeHandler(_ -> letGo());
      request.handler(this::more);
      request.endHandler(_ -> whole());
    }

    private void more(Buffer chunk) {
      if (over) {
        return;
      }
      body.appendBuffer(chunk);
      long all = held.addAndGet(chunk.length());
      if (body.length() > Webhooks.LARGEST) {
        refuse(413, "That is too long.");
      } else if (all > MOST_HELD) {
        refuse(503, "Too much is posted here just now; send it again later.");
      }
    }

    private void whole() {
      if (over) {
        return;
      }
      vertx.cancelTimer(timer);
      byte[] bytes = body.getBytes();
      Webhooks.Head head = head();
      threads.execute(
          () -> {
            Webhooks.Receipt receipt = receive(head, bytes);
            context.runOnContext(_ -> answer(receipt));
          });
    }

    private Webhooks.Head head() {
      return new Webhooks.Head(
          header("X-Hub-Signature-256"),
          header("X-GitHub-Event"),
          header("X-GitHub-Delivery"),
          header(HttpHeaders.CONTENT_TYPE.toString()));
    }

    private String header(String name) {
      String value = request.getHeader(name);
      return value == null ? "" : value;
    }

    private Webhooks.Receipt receive(Webhooks.Head head, byte[] bytes) {
      try {
        return webhooks.receive(head, bytes);
      } catch (RuntimeException mistake) {
        LOG.log(Level.ERROR, "a delivery of GitHub's could not be taken", mistake);
        return new Webhooks.Receipt(500, "Gatehand made a mistake; its log has more.");
      }
    }

    private Future<Void> answer(Webhooks.Receipt receipt) {
      letGo();
      if (request.response().closed()) {
        return Future.succeededFuture();
      }
      return request
          .response()
          .setStatusCode(receipt.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
          .end(receipt.sentence() + "\n");
    }

    private void refuse(int status, String sentence) {
      if (!over) {
        answer(new Webhooks.Receipt(status, sentence)).onComplete(_ -> hangUp());
      }
    }

    /** Nobody reads the rest. */
    private void hangUp() {
      if (request.version() == HttpVersion.HTTP_2) {
        request.response().reset(NO_ERROR);
      } else {
        request.connection().close();
      }
    }

    private void letGo() {
      if (!over) {
        over = true;
        vertx.cancelTimer(timer);
        held.addAndGet(-body.length());
      }
    }
  }
}
