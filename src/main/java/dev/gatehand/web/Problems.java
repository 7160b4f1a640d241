package dev.gatehand.web;

import com.fasterxml.jackson.core.JacksonException;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.HostedRefusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What went wrong, as {@code {"error": sentence}}; never how the code looks inside. */
class Problems {
  @ServerExceptionMapper
  public Response of(Problem problem) {
    return answer(problem.status(), sentence(problem));
  }

  @ServerExceptionMapper
  public Response of(HostedRefusal refusal) {
    int status =
        switch (refusal.why()) {
          case NOT_THERE -> 404;
          case NOT_ALLOWED -> 403;
          case NOT_NOW -> 409;
          case NOT_VALID -> 400;
        };
    return answer(status, sentence(refusal));
  }

  @ServerExceptionMapper
  public Response of(ForgeUnavailable failure) {
    return answer(502, sentence(failure));
  }

  @ServerExceptionMapper
  public Response of(JacksonException unreadable) {
    return answer(400, "The body is no JSON that can be read.");
  }

  @ServerExceptionMapper
  public Response of(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    return answer(
        status,
        status == 404
            ? "There is nothing at this address."
            : failure.getResponse().getStatusInfo().getReasonPhrase() + ".");
  }

  /** A bug: the log has it, with its number; whoever asked learns that it is ours. */
  @ServerExceptionMapper
  public Response of(RuntimeException bug) {
    String id = Long.toString(System.nanoTime(), 36);
    System.getLogger(Problems.class.getName())
        .log(System.Logger.Level.ERROR, "Request failed (" + id + ")", bug);
    return answer(500, "Something broke here; the log says more under " + id + ".");
  }

  private static String sentence(RuntimeException problem) {
    return String.valueOf(problem.getMessage());
  }

  private static Response answer(int status, String sentence) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(Map.of("error", sentence))
        .build();
  }
}
