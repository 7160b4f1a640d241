package dev.gatehand.shell;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code case}. */
final class CaseReader {
  private final Unit unit;
  private final Cursor in;

  CaseReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The cursor is on the word {@code case}. */
  Command read(int start) {
    unit.commands.skipWord("case");
    Word subject = unit.words.require(Style.PLAIN);
    unit.compounds.end("in");
    List<Command.Arm> arms = new ArrayList<>();
    unit.lists.skipSeparators();
    while (!unit.commands.reserved().equals("esac")) {
      arms.add(arm());
      unit.lists.skipSeparators();
    }
    unit.compounds.end("esac");
    return new Command.Case(subject, arms, in.spanFrom(start));
  }

  private Command.Arm arm() {
    in.accept('(');
    List<Word> patterns = new ArrayList<>(1);
    do {
      in.skipBlanks();
      patterns.add(unit.words.require(Style.PATTERN));
      in.skipBlanks();
    } while (in.accept('|'));
    in.expect(')', "behind a pattern");
    Script body = unit.lists.read("esac");
    return new Command.Arm(patterns, body, after());
  }

  private Command.After after() {
    if (in.peek() != ';') {
      return Command.After.LEAVE;
    }
    in.advance();
    if (in.accept('&')) {
      return Command.After.FALL_THROUGH;
    }
    in.expect(';', "at the end of an arm");
    return in.accept('&') ? Command.After.TRY_NEXT : Command.After.LEAVE;
  }
}
