package dev.gatehand;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of the service: {@code gatehand.*} properties, {@code GATEHAND_*} in the
 * environment.
 */
@ConfigMapping(prefix = "gatehand")
interface Settings {
  /** {@code embedded} or {@code github}. */
  @WithDefault("github")
  String forge();

  /** Everything that lasts. */
  @WithDefault("data")
  Path dataDir();

  /** policy.yaml of the operator; the shipped one when it is not set. */
  Optional<Path> policy();

  /**
   * Where people reach the pages, e.g. {@code https://gatehand.example.com}; this machine if unset.
   */
  Optional<String> address();

  /** Name of this node in logs and journal. */
  @WithDefault("node-1")
  String node();

  Database database();

  Queue queue();

  Model model();

  Judge judge();

  Embedded embedded();

  GitHub github();

  Web web();

  Demo demo();

  /** Where tasks are kept: SQLite in the data directory unless a url says otherwise. */
  interface Database {
    Optional<String> url();

    Optional<String> user();

    Optional<String> password();
  }

  /** How many tasks are at work at a time. All nodes of a database should say the same. */
  interface Queue {
    /** On this node. */
    @WithDefault("4")
    int node();

    /** In one repository, on whatever nodes. */
    @WithDefault("2")
    int repository();

    /** On all nodes together. */
    @WithDefault("32")
    int whole();

    /** How long a running step may go on when the node stops, before it is interrupted. */
    @WithDefault("5")
    int drainSeconds();
  }

  /** The agent's model. */
  interface Model {
    /** {@code anthropic}, {@code openai} (and all that speak like it) or {@code scripted}. */
    @WithDefault("anthropic")
    String provider();

    Optional<String> baseUrl();

    Optional<String> apiKey();

    Optional<String> name();

    /** The longest reply, in tokens. */
    @WithDefault("16000")
    int maxTokens();

    /** What the model may think before it replies, besides; 0 for none. Anthropic only. */
    @WithDefault("0")
    int thinkingTokens();

    /** What a conversation and its reply may have together; long ones are shortened to fit. */
    Optional<Long> contextTokens();

    /**
     * Whether images of threads are shown to it; if unset, to Anthropic's, which all see, and to no
     * other. The scripted model never sees.
     */
    Optional<Boolean> images();

    /** US dollars per million tokens of this model: input, cache write, cache read, output. */
    Optional<String> price();

    /** A folder in which sessions are written down as scripts; nothing is if unset. */
    Optional<Path> record();

    /** The file that the scripted model plays; the demo's when it is not set. */
    Optional<Path> script();
  }

  /** The Judge's model, where the policy turns it on. What is not set is as the agent's is. */
  interface Judge {
    /** {@code anthropic} or {@code openai}. */
    Optional<String> provider();

    Optional<String> baseUrl();

    /** The agent's key goes to no other address than the agent's. */
    Optional<String> apiKey();

    Optional<String> model();

    /** As {@link Model#price()}. */
    Optional<String> price();
  }

  /** The embedded forge. */
  interface Embedded {
    /** A folder of bare repositories ({@code owner/name.git}); in the data directory if unset. */
    Optional<Path> repositories();

    /** People and their roles in every repository, e.g. {@code alice:maintain,bob:admin}. */
    Optional<String> people();
  }

  /** GitHub, or an Enterprise server of it. */
  interface GitHub {
    /** Of the REST API; {@code https://HOST/api/v3} for an Enterprise server. */
    @WithDefault("https://api.github.com")
    String endpoint();

    Optional<String> token();

    Optional<Path> tokenFile();

    /** With {@link #privateKeyFile}: Gatehand is an app instead of the owner of a token. */
    Optional<String> appId();

    Optional<Path> privateKeyFile();

    Optional<String> webhookSecret();

    Optional<Path> webhookSecretFile();

    /** {@code webhooks}, {@code polling} or {@code both}. */
    @WithDefault("both")
    String hear();

    /** {@code owner/name}, comma separated: no other is worked on. */
    Optional<String> repositories();

    @WithDefault("30")
    int pollSeconds();

    /** What was said longer ago is not taken up any more. */
    @WithDefault("72")
    int maximumAgeHours();

    /** A template with {@code {owner}} and {@code {repo}}; GitHub's own address if unset. */
    Optional<String> cloneUrl();
  }

  /** The pages. */
  interface Web {
    Optional<String> token();

    Optional<String> hosts();
  }

  /** Only {@code ./gatehand demo} sets this. */
  interface Demo {
    @WithDefault("false")
    boolean enabled();

    /** Play the story and end. */
    @WithDefault("false")
    boolean once();

    /** With {@link #once}: print one JSON object. */
    @WithDefault("false")
    boolean json();

    /** With {@link #once}: go on with the maintenance jobs. */
    @WithDefault("false")
    boolean maintenance();

    /** Remove the data directory at the end: the demo made it for itself. */
    @WithDefault("false")
    boolean temporary();
  }
}
