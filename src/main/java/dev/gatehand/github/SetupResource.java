package dev.gatehand.github;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The page that makes the app, and where GitHub sends the browser afterwards. */
@Path("/setup/github")
@Produces("text/html;charset=UTF-8")
class SetupResource {
  private final AppSetup setup;

  SetupResource(AppSetup setup) {
    this.setup = setup;
  }

  @GET
  public Response page(@QueryParam("organisation") @DefaultValue("") String organisation) {
    return response(setup.page(organisation));
  }

  @GET
  @Path("created")
  public Response created(
      @QueryParam("code") @DefaultValue("") String code,
      @QueryParam("state") @DefaultValue("") String state) {
    return response(setup.created(code, state));
  }

  private static Response response(AppSetup.Page page) {
    return Response.status(page.status())
        .header("Cache-Control", "no-store")
        .entity(page.html())
        .build();
  }
}
