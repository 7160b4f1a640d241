package dev.gatehand.github;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Where GitHub posts its events. */
@Path("/webhooks/github")
class WebhookResource {
  private final Webhooks webhooks;

  WebhookResource(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @POST
  @Produces(MediaType.TEXT_PLAIN)
  public Response receive(@Context HttpHeaders headers, byte[] body) {
    Webhooks.Receipt receipt =
        webhooks.receive(
            new Webhooks.Head(
                header(headers, "X-Hub-Signature-256"),
                header(headers, "X-GitHub-Event"),
                header(headers, "X-GitHub-Delivery"),
                header(headers, HttpHeaders.CONTENT_TYPE)),
            body);
    return Response.status(receipt.status()).entity(receipt.sentence() + "\n").build();
  }

  private static String header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name)).orElse("");
  }
}
