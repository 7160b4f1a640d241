package dev.gatehand.store;

/**
 * Hears of each transaction that writes, in the thread of its caller: before it begins, and after
 * it is kept. Nothing listens in the service; the crash matrix dies here, at every point between
 * two durable writes.
 */
public interface Writes {
  Writes UNHEARD =
      new Writes() {
        @Override
        public void before() {}

        @Override
        public void after() {}
      };

  void before();

  void after();
}
