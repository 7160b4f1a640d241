package dev.gatehand.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.gatehand.github.AppSecrets;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page that makes the app, as the running service serves it and a browser takes it. */
@Tag("browser")
@QuarkusTest
@TestProfile(SetupProfile.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields before each test
class SetupPageTest {
  @ConfigProperty(name = "gatehand.data-dir")
  Path data;

  @ConfigProperty(name = "gatehand.address")
  String address;

  @ConfigProperty(name = "gatehand.github.endpoint")
  URI endpoint;

  @BeforeEach
  void beforeThereIsAnApp() throws IOException {
    Files.deleteIfExists(AppSecrets.beside(data).id());
  }

  @Test
  void it_is_nobodys_without_a_session_and_no_other_site_may_frame_or_read_it() {
    given()
        .redirects()
        .follow(false)
        .get("/setup/github")
        .then()
        .statusCode(not(200))
        .body(not(containsString("manifest")));
    String github = "http://" + endpoint.getAuthority();
    given()
        .header("Authorization", "Bearer " + LockedProfile.TOKEN)
        .get("/setup/github")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("form-action 'self' " + github))
        .header("Content-Security-Policy", not(containsString("unsafe-inline")))
        .header("X-Frame-Options", "DENY")
        .header("Cache-Control", "no-store")
        .body(containsString("/settings/apps/new?state="));
    given()
        .header("Authorization", "Bearer " + LockedProfile.TOKEN)
        .header("Host", "evil.example")
        .get("/setup/github")
        .then()
        .statusCode(not(200));
  }

  @Test
  void a_code_without_the_pages_own_state_makes_no_app() {
    given().get("/setup/github/created?code=good&state=" + "0".repeat(64)).then().statusCode(403);
    given().get("/setup/github/created?code=good").then().statusCode(403);
  }

  @Test
  void one_click_in_a_browser_makes_the_app_once_and_keeps_its_secrets() throws Exception {
    AppSecrets secrets = AppSecrets.beside(data);
    ChromeDriver browser = browser();
    try {
      var wait = new WebDriverWait(browser, Duration.ofSeconds(30));
      browser.get(address + "/login?to=%2Fsetup%2Fgithub");
      browser.findElement(By.id("token")).sendKeys(LockedProfile.TOKEN);
      browser.findElement(By.cssSelector("button[type=submit]")).click();
      wait.until(ExpectedConditions.urlContains("/setup/github"));
      wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("form button"))).click();
      wait.until(ExpectedConditions.urlContains("/setup/github/created"));
      String done = browser.getCurrentUrl();
      assertThat(browser.getPageSource()).contains("/apps/gatehand-x/installations/new");
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
      given().get(URI.create(done)).then().statusCode(403);
    } finally {
      browser.quit();
    }
    assertThat(Files.readString(secrets.id())).isEqualTo("42");
    for (Path file : new Path[] {secrets.id(), secrets.privateKey(), secrets.webhookSecret()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.folder())))
        .isEqualTo("rwx------");
  }

  private static ChromeDriver browser() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build(),
        options);
  }
}
