package dev.gatehand.shell;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements for databases: which lose data, which change it, which only read. */
final class Queries {

  /** A line for the shell: {@code \\! ls}, {@code .shell ls}, {@code copy t to program 'ls'}. */
  private static final Pattern SHELL =
      Pattern.compile("(?s)^(?:\\\\!|system|\\.shell|\\.system)\\s*(.+)$|\\bprogram\\s+'([^']+)'");

  private static final Pattern HIDING =
      Pattern.compile(
          "\\b(into\\s+(out|dump)file|pg_read_file|pg_terminate_backend|lo_export|load_file|"
              + "dblink|writefile|load_extension|delete\\s+from|drop\\s|truncate\\s|insert\\s+into|"
              + "update\\s+\\w+\\s+set|writable_schema|xp_cmdshell|pg_ls_dir)");

  private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\s*\\(");

  private static final Pattern WHERE = Pattern.compile("\\bwhere\\b");
  private static final Pattern ALWAYS = Pattern.compile("\\bwhere\\s+(1\\s*=\\s*1|true|1)\\b");
  private static final Pattern DROPS = Pattern.compile("\\b(drop|truncate)\\b");
  private static final Pattern LOSES = Pattern.compile("\\b(drop|truncate|delete)\\b");
  private static final Pattern LINE_COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*(?!!).*?\\*/");
  private static final Pattern BLANKS = Pattern.compile("[\\s(]+");

  private final Walk walk;

  Queries(Walk walk) {
    this.walk = walk;
  }

  void read(String language, String program, Arg code, Frame frame) {
    if (!Marks.isTame(code.text()) || code.many()) {
      walk.findings.add(new Effect.Opaque("unknown-word", program, frame.origin()));
    }
    switch (language) {
      case "redis" -> redis(program, code, frame);
      case "mongo" -> mongo(program, code, frame);
      default -> sql(program, code, frame);
    }
  }

  private void sql(String program, Arg code, Frame frame) {
    for (String statement : statements(code.text())) {
      String text = withoutComments(statement).strip().toLowerCase(Locale.ROOT);
      if (!text.isEmpty() && !walk.findings.mayGoOn(frame.span())) {
        return;
      }
      if (!text.isEmpty()) {
        statement(program, text, frame);
      }
    }
  }

  private void statement(String program, String text, Frame frame) {
    String[] words = BLANKS.split(text, 3);
    String verb = words[0];
    String what = words.length > 1 ? words[1] : "?";
    String verbClass = VerbTable.of("statement", verb);
    if (verbClass.equals("delete")) {
      add(EffectName.DATABASE_DROP, program, verb + " " + what, frame);
    } else if (verb.equals("delete") || verb.equals("update")) {
      boolean some = WHERE.matcher(text).find() && !ALWAYS.matcher(text).find();
      add(
          some ? EffectName.DATABASE_CHANGE : EffectName.DATABASE_DROP,
          program,
          some ? verb : verb + " all",
          frame);
    } else if (verbClass.equals("thing")) {
      walk.findings.add(new Effect.Opaque("code-in-query", program, frame.origin()));
      Matcher shell = SHELL.matcher(text);
      if (shell.find()) {
        String line = shell.group(1) != null ? shell.group(1) : shell.group(2);
        walk.payloads.shell(Arg.of(line, frame.span()), program, frame, frame.scope().copy());
      }
    } else if (verbClass.equals("change")) {
      boolean drops = DROPS.matcher(text).find();
      add(
          drops ? EffectName.DATABASE_DROP : EffectName.DATABASE_CHANGE,
          program,
          verb + " " + what,
          frame);
    } else if (verbClass.equals("read")
        && !isShared(verb, what)
        && !hides(text)
        && callsOnlyKnown(text)) {
      add(EffectName.DATABASE_READ, program, verb, frame);
    } else {
      boolean drops = LOSES.matcher(text).find();
      add(
          drops ? EffectName.DATABASE_DROP : EffectName.DATABASE_CHANGE,
          program,
          verbClass.equals("read") ? verb : "?",
          frame);
    }
  }

  /** {@code set global}: for everybody, not for this session. */
  private static boolean isShared(String verb, String what) {
    return verb.equals("set")
        && (what.equals("global") || what.startsWith("persist") || what.startsWith("@@"));
  }

  /** What a statement that only seems to read may do. */
  private static boolean hides(String text) {
    return HIDING.matcher(text).find();
  }

  /** A function of somebody's own may change anything. */
  private static boolean callsOnlyKnown(String text) {
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      if (!VerbTable.of("sql", call.group(1)).equals("read")) {
        return false;
      }
    }
    return true;
  }

  /** At semicolons outside of quotes. */
  private static java.util.List<String> statements(String text) {
    java.util.List<String> statements = new java.util.ArrayList<>();
    int start = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == ';' || (c == '\n' && isMeta(text, i + 1))) {
        statements.add(text.substring(start, i));
        start = i + 1;
      }
    }
    statements.add(text.substring(start));
    return statements;
  }

  private static boolean isMeta(String text, int at) {
    return at < text.length() && (text.charAt(at) == '\\' || text.charAt(at) == '.');
  }

  private static String withoutComments(String text) {
    // What stands in /*! ... */ MySQL runs.
    if (text.indexOf('-') < 0 && text.indexOf('/') < 0) {
      return text;
    }
    return COMMENT
        .matcher(LINE_COMMENT.matcher(text).replaceAll(" "))
        .replaceAll(" ")
        .replace("/*!", " ")
        .replace("*/", " ");
  }

  private void redis(String program, Arg code, Frame frame) {
    for (String line : code.text().split("[\n;]")) {
      String[] words = line.strip().toLowerCase(Locale.ROOT).split("\\s+");
      if (words[0].isEmpty()) {
        continue;
      }
      String class_ = VerbTable.of("redis", words[0] + (words.length > 1 ? "-" + words[1] : ""));
      if (class_.isEmpty()) {
        class_ = VerbTable.of("redis", words[0]);
      }
      EffectName name =
          switch (class_) {
            case "read" -> EffectName.DATABASE_READ;
            case "delete" -> EffectName.DATABASE_DROP;
            default -> EffectName.DATABASE_CHANGE;
          };
      add(name, program, words[0], frame);
    }
  }

  private void mongo(String program, Arg code, Frame frame) {
    String text = code.text().replaceAll("\\s+", " ");
    boolean empty = text.matches(".*\\.(delete|remove|update)(many|Many)?\\( ?(\\{ ?})? ?[,)].*");
    if (empty
        || text.matches(
            ".*\\b(drop|dropDatabase|dropIndex|dropIndexes|dropUser|dropRole|dropAllUsersFromDatabase|"
                + "shutdownServer|renameCollection|findOneAndDelete|bulkWrite|shardCollection|"
                + "removeShard|deleteMany|remove|reset|resetErrors|killOp)\\(.*")) {
      add(EffectName.DATABASE_DROP, program, "drop", frame);
    } else if (text.matches(
        ".*\\b(insert\\w*|update\\w*|replaceOne|save|create\\w*|deleteOne|findOneAnd\\w+|"
            + "grant\\w+|revoke\\w+|adminCommand|runCommand|eval|initiate|reconfig|add\\w*|enable\\w*|"
            + "set\\w+|load|require|\\$out|\\$merge)\\(?.*")) {
      add(EffectName.DATABASE_CHANGE, program, "change", frame);
    } else {
      boolean reads =
          text.matches(
              ".*\\b(find|findOne|count\\w*|aggregate|stats|distinct|show|getCollection\\w*|"
                  + "explain|status|serverStatus|version|printjson|hello|currentOp|getIndexes)\\b.*");
      add(
          reads ? EffectName.DATABASE_READ : EffectName.DATABASE_CHANGE,
          program,
          reads ? "read" : "?",
          frame);
    }
  }

  private void add(EffectName given, String program, String verb, Frame frame) {
    boolean again = given == EffectName.DATABASE_DROP && frame.scope().trial;
    EffectName name = again ? EffectName.DATABASE_CHANGE : given;
    walk.findings.add(
        new Effect.Change(
            name, Map.of("program", program, "verb", Marks.show(verb)), frame.origin()));
  }
}
