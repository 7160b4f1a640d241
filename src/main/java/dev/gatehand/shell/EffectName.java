package dev.gatehand.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of effects: every name that a rule may speak of, its attributes, and what it means.
 */
public enum EffectName {
  RUN("run", "a known program starts; what it does are further effects", "program"),

  FILE_READ("file.read", "the content of a file is read", Keys.FILE),
  FILE_LIST("file.list", "names, sizes or existence of files are read", Keys.FILE),
  FILE_WRITE("file.write", "a file is created or its content replaced", Keys.FILE),
  FILE_APPEND("file.append", "something is added to the end of a file", Keys.FILE),
  FILE_TRUNCATE("file.truncate", "a file loses its content", Keys.FILE),
  FILE_DELETE("file.delete", "a file or folder is removed", Keys.FILE),
  FILE_MOVE("file.move", "a file or folder leaves this path", Keys.FILE),
  FILE_LINK("file.link", "a link is made; the path is what it points at", Keys.FILE),
  FILE_METADATA("file.metadata", "mode, owner, dates or attributes change", Keys.FILE),
  FILE_EXECUTE("file.execute", "a file is run, or what is in it", Keys.FILE),

  NETWORK_RECEIVE("network.receive", "something is fetched", Keys.NETWORK),
  NETWORK_SEND("network.send", "something is sent, or a request changes something", Keys.NETWORK),
  NETWORK_CONNECT("network.connect", "a connection in both directions, or a look-up", Keys.NETWORK),
  NETWORK_LISTEN("network.listen", "a port is opened, a tunnel made", Keys.NETWORK),

  CODE_INLINE("code.inline", "code in the command line itself that was not read", Keys.CODE),
  CODE_FILE("code.file", "a script or program of the workspace runs", Keys.CODE),
  CODE_PROJECT("code.project", "the project's build, tests or scripts run", Keys.CODE),
  CODE_STDIN("code.stdin", "what comes over standard input is run", Keys.CODE),
  CODE_DOWNLOAD("code.download", "what was fetched is run", Keys.CODE),
  CODE_DECODED("code.decoded", "what was decoded or decrypted is run", Keys.CODE),

  PACKAGE_INSTALL(
      "package.install", "packages are fetched and set up", "manager", "scope", "source"),
  PACKAGE_REMOVE("package.remove", "packages are removed", "manager", "scope"),
  PUBLISH_PACKAGE("publish.package", "a package or image leaves for a registry", Keys.TOOL),
  PUBLISH_RETRACT("publish.retract", "something published is taken back", Keys.TOOL),
  PUBLISH_RELEASE("publish.release", "a release, site or pull request is made", Keys.TOOL),
  PUBLISH_DEPLOY("publish.deploy", "something is put into production or rolled back", Keys.TOOL),

  GIT_WRITE("git.write", "Git keeps something: index, commit, branch, tag", Keys.GIT),
  GIT_DISCARD("git.discard", "work that was not committed is lost", Keys.GIT),
  GIT_HISTORY("git.history", "commits, branches or reflogs are lost or rewritten", Keys.GIT),
  GIT_PUSH("git.push", "something is pushed", "verb", "force", "delete", "remote", "ref"),
  GIT_FETCH("git.fetch", "something is fetched from a remote", Keys.GIT),
  GIT_REMOTE("git.remote", "the list of remotes changes", Keys.GIT),
  GIT_CONFIG("git.config", "Git's configuration changes", "verb", "scope", "key", "risk"),

  FORGE_READ("forge.read", "something is read at the code host", Keys.REMOTE),
  FORGE_CHANGE("forge.change", "something changes at the code host", Keys.REMOTE),
  FORGE_DELETE("forge.delete", "something is lost at the code host", Keys.REMOTE),
  CI_READ("ci.read", "something is read at a pipeline service", Keys.REMOTE),
  CI_CHANGE("ci.change", "something changes or runs at a pipeline service", Keys.REMOTE),
  CI_DELETE("ci.delete", "something is lost at a pipeline service", Keys.REMOTE),
  CLOUD_READ("cloud.read", "something is read at a cloud", Keys.REMOTE),
  CLOUD_CHANGE("cloud.change", "something changes at a cloud", Keys.REMOTE),
  CLOUD_DELETE("cloud.delete", "something is lost at a cloud", Keys.REMOTE),
  CLUSTER_READ("cluster.read", "something is read at a cluster", Keys.REMOTE),
  CLUSTER_CHANGE("cluster.change", "something changes at a cluster", Keys.REMOTE),
  CLUSTER_DELETE("cluster.delete", "something is lost at a cluster", Keys.REMOTE),
  CONTAINER_READ("container.read", "containers or images are looked at", Keys.REMOTE),
  CONTAINER_CHANGE("container.change", "containers or images are made or run", Keys.REMOTE_RISK),
  CONTAINER_DELETE("container.delete", "containers, images, volumes are lost", Keys.REMOTE),
  DATABASE_READ("database.read", "a database is read", Keys.REMOTE),
  DATABASE_CHANGE("database.change", "a database changes", Keys.REMOTE),
  DATABASE_DROP("database.drop", "a database, table or many rows are lost", Keys.REMOTE),
  QUEUE_READ("queue.read", "a message system is read", Keys.REMOTE),
  QUEUE_CHANGE("queue.change", "a message system changes", Keys.REMOTE),
  QUEUE_DELETE("queue.delete", "queues, topics or messages are lost", Keys.REMOTE),
  STORAGE_READ("storage.read", "remote files or backups are read", Keys.REMOTE),
  STORAGE_CHANGE("storage.change", "remote files or backups change", Keys.REMOTE),
  STORAGE_DELETE("storage.delete", "remote files or backups are lost", Keys.REMOTE),
  SECRET_READ("secret.read", "a secret of this machine is printed or read", Keys.REMOTE),
  SECRET_FETCH("secret.fetch", "a secret is asked for at a secret store", Keys.REMOTE),
  SECRET_LIST("secret.list", "names in a secret store are read, no values", Keys.REMOTE),
  SECRET_CHANGE("secret.change", "a secret store or its access changes", Keys.REMOTE),
  SECRET_DELETE("secret.delete", "secrets or access to them are lost", Keys.REMOTE),
  SERVICE_READ("service.read", "something is read at an online service", Keys.REMOTE),
  SERVICE_CHANGE("service.change", "something changes at an online service", Keys.REMOTE),
  SERVICE_DELETE("service.delete", "something is lost at an online service", Keys.REMOTE),
  MESSAGE_SEND("message.send", "a message goes to people", Keys.REMOTE),

  PRIVILEGE_RAISE(
      "privilege.raise", "something runs as another user or as root", "program", "user"),
  PRIVILEGE_LOOK("privilege.look", "something is only looked at as another user", "program"),
  PRIVILEGE_GRANT(
      "privilege.grant", "users, groups, rights or set-uid bits change", "program", "what"),
  PROCESS_LIST("process.list", "other processes are looked at", "program", "risk"),
  PROCESS_SIGNAL("process.signal", "processes are stopped or signalled", "program", "scope"),
  PROCESS_BACKGROUND("process.background", "something goes on after the line has ended", "program"),
  SYSTEM_READ("system.read", "the machine is looked at", "program"),
  SYSTEM_SERVICE("system.service", "services of the machine change", "program", "verb"),
  SYSTEM_POWER("system.power", "the machine is shut down or restarted", "program"),
  SYSTEM_DISK("system.disk", "disks, partitions, volumes, file systems change", "program", "verb"),
  SYSTEM_CONFIG("system.config", "settings of the machine change", "program", "verb"),
  SYSTEM_SECURITY("system.security", "a protection of the machine is changed", "program", "verb"),
  SYSTEM_NETWORK("system.network", "interfaces, routes, firewalls change", "program", "verb"),
  DESKTOP_CONTROL("desktop.control", "another program of the desktop is driven", "program"),
  PERSISTENCE(
      "persistence", "something will run later, without being asked again", "program", "what"),
  RESOURCE_EXHAUST("resource.exhaust", "memory, disk or processes are used without end", "what"),
  CHECK_DISABLE("check.disable", "a check, signature or hook is passed over", "program", "what"),

  NAME_CHANGE("name.change", "a name will mean another program from here on", "kind", "what"),
  ENVIRONMENT_CHANGE(
      "environment.change", "a variable that programs obey is set", "variable", "risk"),
  ENVIRONMENT_READ("environment.read", "variables are printed or read", "variable", "scope"),
  HISTORY_ERASE("history.erase", "traces are removed: shell history, logs", "program"),
  OPAQUE("opaque", "nobody can tell from the text what this does", "reason", "program"),

  FLOW_SECRET_TO_NETWORK("flow.secret-to-network", "a secret leaves", "channel"),
  FLOW_FILE_TO_NETWORK("flow.file-to-network", "content of a file leaves", "channel"),
  FLOW_SECRET_TO_FILE("flow.secret-to-file", "a secret is kept in a file", "channel"),
  FLOW_SECRET_TO_OUTPUT("flow.secret-to-output", "a secret is printed", "channel"),
  FLOW_NETWORK_TO_SHELL("flow.network-to-shell", "what was fetched is run", "channel"),
  FLOW_NETWORK_TO_FILE("flow.network-to-file", "what was fetched is kept in a file", "channel"),
  FLOW_FILE_TO_SHELL("flow.file-to-shell", "the content of a file is run", "channel"),
  FLOW_DECODED_TO_SHELL("flow.decoded-to-shell", "what was decoded is run", "channel");

  private static final Map<String, EffectName> BY_ID = new HashMap<>();

  static {
    for (EffectName name : values()) {
      BY_ID.put(name.id, name);
    }
  }

  private final String id;
  private final String meaning;
  private final String attributes;

  EffectName(String id, String meaning, String... attributes) {
    this.id = id;
    this.meaning = meaning;
    this.attributes = String.join(" ", attributes);
  }

  /** The dotted name, e.g. {@code file.delete}. */
  public String id() {
    return id;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** The attributes that an effect of this name may have. */
  public List<String> attributes() {
    return List.of(attributes.split(" "));
  }

  /** The entry with this dotted name. */
  public static Optional<EffectName> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Attributes that several entries share. */
  private static final class Keys {
    static final String[] FILE = {
      "path", "knowledge", "class", "place", "recursive", "made", "kind", "program"
    };
    static final String[] NETWORK = {"host", "carries", "program"};
    static final String[] CODE = {"language", "program"};
    static final String[] TOOL = {"program", "verb"};
    static final String[] GIT = {"verb", "scope", "program"};
    static final String[] REMOTE = {"program", "verb", "what"};
    static final String[] REMOTE_RISK = {"program", "verb", "what", "risk"};
  }
}
