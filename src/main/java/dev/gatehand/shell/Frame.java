package dev.gatehand.shell;

import java.util.List;

/** Where a command runs: the shell's memory, the way here, its place in the text, its input. */
record Frame(Scope scope, Context context, Span span, Stream in) {

  Origin origin() {
    return context.origin(span);
  }

  Frame through(String wrapper) {
    return new Frame(scope, context.through(wrapper), span, in);
  }

  Frame in(Stream other) {
    return new Frame(scope, context, span, other);
  }

  Frame less(Certainty certainty) {
    return new Frame(scope, context.less(certainty), span, in);
  }

  /** In a process of its own: what it changes of the shell is lost. */
  Frame apart() {
    return new Frame(scope.copy(), context, span, in);
  }

  Frame within(Scope other) {
    return new Frame(other, context, span, in);
  }

  /** The sources of the words and of the input. */
  List<Source> sources(List<Arg> args) {
    List<Source> sources = in.sources();
    for (Arg arg : args) {
      sources = Source.join(sources, arg.sources());
    }
    return sources;
  }
}
