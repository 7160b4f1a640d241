package dev.gatehand.crash;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.forge.Losses;
import dev.gatehand.forge.Losses.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells the story once without a death and notes every moment between two durable writes; then
 * tells it again for each of them, dies there, goes on with nothing but what is on disk, and
 * compares.
 */
final class Matrix {
  private final Arena arena;
  private final Rates rates;
  private final Outcome reference;
  private final List<Point> points;
  private final long paid;

  /** What one telling came to; {@code reached}: whether it died at all. */
  record Verdict(
      Point point,
      boolean reached,
      List<String> missing,
      List<String> doubled,
      List<String> wrong) {
    boolean good() {
      return missing.isEmpty() && doubled.isEmpty() && wrong.isEmpty();
    }
  }

  Matrix(Arena arena, Rates rates) throws Exception {
    this.arena = arena;
    this.rates = rates;
    Place place = arena.fresh();
    Deaths deaths = Deaths.none();
    try (CrashHouse house = open(place, deaths, Rates.NONE, 1)) {
      new Story(house, deaths).play();
      reference = Outcome.of(house);
    }
    paid = arena.ledger(place).paid();
    arena.remove(place);
    points = rates.equals(Rates.NONE) ? deaths.passed() : passedOverABadLine();
  }

  /** A bad line makes more moments: the same change is tried again. */
  private List<Point> passedOverABadLine() throws Exception {
    Place place = arena.fresh();
    Deaths deaths = Deaths.none();
    try (CrashHouse house = open(place, deaths, rates, 1)) {
      new Story(house, deaths).play();
    }
    arena.remove(place);
    return deaths.passed();
  }

  List<Point> points() {
    return points;
  }

  Outcome reference() {
    return reference;
  }

  /** The node loses its memory at this point; the process goes on. */
  Verdict abandoned(Point point) throws Exception {
    return abandonedInTurn(List.of(point));
  }

  /** So does the next one at the next point, and so on; the one after the last goes on. */
  Verdict abandonedInTurn(List<Point> points) throws Exception {
    Place place = arena.fresh();
    boolean reached = true;
    for (int life = 0; life < points.size(); life++) {
      reached &= abandon(place, points.get(life), life + 1);
    }
    String kinds = points.stream().map(Point::toString).collect(Collectors.joining(", then "));
    return after(
        place,
        points.size() == 1 ? points.getFirst() : new Point(kinds, 1),
        reached,
        points.size());
  }

  /** The process is ended at this point. */
  Verdict halted(Point point) throws Exception {
    Place place = arena.fresh();
    return after(place, point, CrashProcess.died(place, point, rates), 1);
  }

  private Verdict after(Place place, Point point, boolean reached, int deaths) throws Exception {
    try (CrashHouse next = open(place, Deaths.none(), rates, deaths + 1)) {
      new Story(next, Deaths.none()).play();
      Outcome outcome = Outcome.of(next);
      return new Verdict(
          point,
          reached,
          outcome.missingFrom(reference),
          reference.missingFrom(outcome),
          wrong(place, deaths));
    } finally {
      arena.remove(place);
    }
  }

  private boolean abandon(Place place, Point point, long seed) throws Exception {
    Deaths deaths = Deaths.abandonedAt(point);
    try (CrashHouse house = open(place, deaths, rates, seed)) {
      new Story(house, deaths).play();
      return false;
    } catch (Deaths.Dead e) {
      return true;
    }
  }

  /** What no page shows: money (a call in flight for each death), and commits that differ. */
  private List<String> wrong(Place place, int deaths) {
    List<String> wrong = new ArrayList<>();
    Ledger ledger = arena.ledger(place);
    if (ledger.paid() > paid + deaths) {
      wrong.add("paid %d times instead of %d".formatted(ledger.paid(), paid));
    }
    ledger.unstable().forEach(commit -> wrong.add("made twice, differently: " + commit));
    return wrong;
  }

  private CrashHouse open(Place place, Deaths deaths, Rates rates, long seed)
      throws InterruptedException {
    return open(place, deaths, rates, seed, arena.ledger(place));
  }

  static CrashHouse open(Place place, Deaths deaths, Rates rates, long seed, Ledger ledger)
      throws InterruptedException {
    boolean repeats = !rates.equals(Rates.NONE);
    var seams = new Watched(deaths, ledger, new Losses(seed, rates), repeats);
    return new CrashHouse(
        place, new Between(seams, deaths, model -> ledger.counted(model, deaths)));
  }
}
