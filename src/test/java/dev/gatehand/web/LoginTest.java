package dev.gatehand.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LockedProfile.class)
class LoginTest {
  @Test
  void nothing_but_health_is_open_without_a_session() {
    given().get("/api/tasks").then().statusCode(401).body("error", containsString("Log in"));
    given().get("/q/metrics").then().statusCode(401);
    given().get("/q/health").then().statusCode(200);
    given()
        .redirects()
        .follow(false)
        .get("/tasks")
        .then()
        .statusCode(303)
        .header("Location", "/login?to=%2Ftasks");
    given().get("/login").then().statusCode(200).body(containsString("gatehand.web.token"));
  }

  @Test
  void the_token_buys_a_cookie_that_no_script_reads() {
    String origin = RestAssured.baseURI + ":" + RestAssured.port;
    String header =
        given()
            .contentType(ContentType.JSON)
            .header("Origin", origin)
            .body(Map.of("token", LockedProfile.TOKEN))
            .post("/api/session")
            .then()
            .statusCode(204)
            .header("Set-Cookie", containsString("HttpOnly"))
            .header("Set-Cookie", containsString("SameSite=Strict"))
            .extract()
            .cookie(Sessions.COOKIE);
    given().cookie(Sessions.COOKIE, header).get("/api/tasks").then().statusCode(200);
    given().cookie(Sessions.COOKIE, header + "0").get("/api/tasks").then().statusCode(401);
  }

  @Test
  void a_wrong_token_buys_nothing() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("token", "guess"))
        .post("/api/session")
        .then()
        .statusCode(401)
        .body("error", equalTo("That is not the token."));
  }

  @Test
  void a_script_sends_the_token_in_a_header() {
    given()
        .header("Authorization", "Bearer " + LockedProfile.TOKEN)
        .get("/api/tasks")
        .then()
        .statusCode(200);
    given().header("Authorization", "Bearer guess").get("/api/tasks").then().statusCode(401);
  }
}
