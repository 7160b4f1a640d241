package dev.gatehand.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

@Tag("browser")
@QuarkusTest
@TestProfile(DemoProfile.class)
@SuppressWarnings("NullAway.Init") // Quarkus and open() set the fields before each test
class PagesInBrowserTest {
  private static final String THREADS = "/api/repos/demo/csvline/threads";

  @TestHTTPResource("/")
  URI address;

  private ChromeDriver browser;
  private WebDriverWait wait;

  @BeforeEach
  void open() {
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
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build();
    browser = new ChromeDriver(service, options);
    wait = new WebDriverWait(browser, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    browser.quit();
  }

  @Test
  void a_job_is_run_from_its_page_and_watched() {
    browser.get(address.resolve("/maintenance").toString());
    new Select(see("#as")).selectByValue("dave");
    see("[aria-label='Run headers on demo/csvline now']").click();
    wait.until(ExpectedConditions.urlContains("/tasks/t-"));
    wait.until(
        ExpectedConditions.textToBePresentInElementLocated(
            By.cssSelector("main"), "./scripts/headers.sh"));
    assertThat(browser.findElement(By.cssSelector("main")).getText())
        .contains("dave asked for the maintenance job headers", "Commands of the job");
  }

  private WebElement see(String css) {
    return wait.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
  }

  private void seeText(String css, String text) {
    wait.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
  }

  private List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  private static int issue(String title, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("as", "carol", "title", title, "body", body))
        .post(THREADS)
        .then()
        .statusCode(201)
        .extract()
        .path("number");
  }

  @Test
  void somebody_opens_an_issue_and_comments_under_a_name_of_their_choice() {
    browser.get(address.toString());
    see("a.title").click();
    see("a.button.primary").click();
    see("#title").sendKeys("Quoted fields lose a space");
    browser.findElement(By.id("body")).sendKeys("See `CsvLine`.");
    new Select(browser.findElement(By.id("as"))).selectByValue("carol");
    browser.findElement(By.cssSelector("form button.primary")).click();
    seeText("h1", "Quoted fields lose a space");
    see("#reply").sendKeys("And a tab, too.");
    new Select(browser.findElement(By.id("as"))).selectByValue("alice");
    browser.findElement(By.cssSelector(".compose button.primary")).click();
    seeText(".comments .comment:last-child .who", "alice");
    seeText(".comments .comment:last-child .prose", "And a tab, too.");
    assertThat(browser.findElement(By.id("reply")).getDomProperty("value")).isEmpty();
    assertThat(complaints()).isEmpty();
  }

  @Test
  void a_comment_of_somebody_else_appears_by_itself() {
    int issue = issue("Watched", "");
    browser.get(address.resolve("/repos/demo/csvline/" + issue).toString());
    see("#reply");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("as", "bob", "body", "Look here"))
        .post(THREADS + "/" + issue + "/comments")
        .then()
        .statusCode(201);
    seeText(".comments .comment:last-child .prose", "Look here");
  }

  @Test
  void nothing_that_somebody_writes_runs_or_loads() {
    int issue =
        issue(
            "<img src=x onerror=document.title='owned'>",
            """
            <script>document.title='owned'</script>
            <img src=x onerror="document.title='owned'">
            ![pixel](https://evil.example/pixel.png)
            [click](javascript:document.title='owned')
            a\u202Eb""");
    browser.get(address.resolve("/repos/demo/csvline/" + issue).toString());
    seeText(".comments .prose", "⟨U+202E⟩");
    assertThat(browser.getTitle()).startsWith("<img src=x").endsWith("Gatehand");
    assertThat(browser.findElements(By.cssSelector("main img, main script"))).isEmpty();
    assertThat(complaints()).isEmpty();
  }

  @Test
  void nothing_is_wider_than_a_narrow_window() {
    browser.manage().window().setSize(new Dimension(500, 900));
    int issue =
        issue("A".repeat(200), "`" + "b".repeat(300) + "`\n\n```\n" + "c".repeat(300) + "\n```");
    for (String path :
        List.of("/", "/tasks", "/repos/demo/csvline", "/repos/demo/csvline/" + issue)) {
      browser.get(address.resolve(path).toString());
      see("main h1");
      assertThat(
              browser.executeScript(
                  "return document.documentElement.scrollWidth <= window.innerWidth"))
          .as(path)
          .isEqualTo(true);
    }
  }

  @Test
  void what_is_not_there_is_said_in_words() {
    browser.get(address.resolve("/repos/demo/csvline/99999").toString());
    seeText("[role=alert]", "There is no thread demo/csvline#99999.");
  }
}
