package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.Standby;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the clocks of a take say, and what its events make of it.
class SleepWatchTest {
  private static final long SECOND = 1_000_000_000L;

  private long studio = 5 * SECOND;
  private long wall = 1_795_000_000L * SECOND;
  private long sinceStart = 900 * SECOND;
  private boolean counted = true;
  private final SleepWatch watch = new SleepWatch(this::clocks);
  private final Incidents incidents = new Incidents();

  private Standby.Clocks clocks() {
    return counted
        ? new Standby.Clocks(studio, wall, sinceStart)
        : Standby.Clocks.withoutSleep(studio, wall);
  }

  private void pass(long nanos) {
    studio += nanos;
    wall += nanos;
    sinceStart += nanos;
  }

  private List<EpisodeEvent> look() {
    pass(SECOND);
    watch.look(studio, incidents);
    List<EpisodeEvent> events = new ArrayList<>();
    incidents.drainTo(events);
    return events;
  }

  private void one(EventKind kind, long millis, String words) {
    List<EpisodeEvent> events = look();
    assertEquals(1, events.size(), events::toString);
    assertEquals(kind, events.get(0).kind());
    assertEquals(millis, events.get(0).count());
    assertTrue(events.get(0).text().contains(words), events.get(0)::text);
    assertEquals(List.of(), look(), "told once");
  }

  @Test
  void aSleepIsAnEventWithItsLength() {
    assertEquals(List.of(), look());
    wall += 12_300_000_000L;
    sinceStart += 12_300_000_000L;
    one(EventKind.SUSPENDED, 12_300, "slept for 12.3 s");
  }

  @Test
  void aWallClockThatIsSetIsNoSleep() {
    wall += 3600 * SECOND;
    one(EventKind.WALL_CLOCK_SET, 3_600_000, "set by +3600.0 s");
    wall -= 5 * SECOND;
    one(EventKind.WALL_CLOCK_SET, 5_000, "set by -5.0 s");
  }

  @Test
  void aClockThatIsAdjustedIsNotWorthAWord() {
    wall += SECOND;
    assertEquals(List.of(), look());
    wall -= SECOND;
    sinceStart += SECOND / 50;
    assertEquals(List.of(), look());
  }

  @Test
  void whereSleepIsNotCountedBothIsSaid() {
    counted = false;
    look();
    wall += 8 * SECOND;
    one(EventKind.SUSPENDED, 8_000, "slept for 8.0 s, or its wall clock was set");
    wall -= 8 * SECOND;
    one(EventKind.WALL_CLOCK_SET, 8_000, "set by -8.0 s");
  }

  @Test
  void thisComputerDoesNotSleepDuringATest() {
    Standby.Clocks before = Standby.read();
    Standby.Clocks after = Standby.read();
    assertTrue(Math.abs(Standby.sleptNanos(before, after)) < SECOND);
    assertTrue(Math.abs(Standby.wallAheadNanos(before, after)) < SECOND);
  }
}
