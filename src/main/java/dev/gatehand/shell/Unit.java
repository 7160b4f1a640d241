package dev.gatehand.shell;

/**
 * One text with the readers over it: the whole, the inside of backticks, or a here-document. The
 * readers know each other through it, for each can stand inside every other.
 */
final class Unit {
  final Cursor in;
  final HereDocuments hereDocuments;
  final QuoteReader quotes;
  final ExpansionReader expansions;
  final ParameterReader parameters;
  final ArithmeticReader arithmetic;
  final WordReader words;
  final AssignmentReader assignments;
  final RedirectionReader redirections;
  final ConditionReader conditions;
  final CaseReader cases;
  final CompoundReader compounds;
  final CommandReader commands;
  final ListReader lists;

  Unit(Cursor in) {
    this.in = in;
    this.hereDocuments = new HereDocuments(in);
    this.quotes = new QuoteReader(this);
    this.expansions = new ExpansionReader(this);
    this.parameters = new ParameterReader(this);
    this.arithmetic = new ArithmeticReader(this);
    this.words = new WordReader(this);
    this.assignments = new AssignmentReader(this);
    this.redirections = new RedirectionReader(this);
    this.conditions = new ConditionReader(this);
    this.cases = new CaseReader(this);
    this.compounds = new CompoundReader(this);
    this.commands = new CommandReader(this);
    this.lists = new ListReader(this);
  }
}
