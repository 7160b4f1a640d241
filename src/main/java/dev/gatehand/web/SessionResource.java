package dev.gatehand.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Logging in and out, and what the pages need to know before anything else. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SessionResource {
  private final Sessions sessions;
  private final String forge;

  SessionResource(
      Sessions sessions,
      @ConfigProperty(name = "gatehand.forge", defaultValue = "github") String forge) {
    this.sessions = sessions;
    this.forge = forge;
  }

  @GET
  public Map<String, Object> look() {
    return Map.of("forge", forge, "login", sessions.needed());
  }

  @POST
  public Response begin(JsonNode body, @Context UriInfo address) {
    if (!sessions.isToken(Input.text(body, "token"))) {
      throw new Problem(401, "That is not the token.");
    }
    return Response.noContent().cookie(cookie(sessions.begin(), address, false)).build();
  }

  @DELETE
  public Response end(@Context UriInfo address) {
    return Response.noContent().cookie(cookie("", address, true)).build();
  }

  private static NewCookie cookie(String value, UriInfo address, boolean over) {
    String host = address.getBaseUri().getHost();
    boolean plain = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    return new NewCookie.Builder(Sessions.COOKIE)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(!plain)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(over ? 0 : (int) Sessions.LENGTH.toSeconds())
        .build();
  }
}
