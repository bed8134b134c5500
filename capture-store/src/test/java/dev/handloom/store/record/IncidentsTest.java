package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final long START = 1000;

  private static EpisodeEvent event(long from, long until) {
    return new EpisodeEvent(from, EventKind.GAP, "glove/s0", 1, "gone", until);
  }

  private static List<EpisodeEvent> left(Incidents incidents) {
    List<EpisodeEvent> left = new ArrayList<>();
    incidents.drainTo(left);
    return left;
  }

  @Test
  void whatWasOverBeforeATakeIsForgottenWheneverItIsTold() {
    Incidents incidents = new Incidents();
    incidents.add(event(10, 20));
    incidents.add(event(990, 1010));
    incidents.forgetBefore(START);
    incidents.add(event(30, 40));
    incidents.add(event(980, 1020));
    incidents.add(event(1100, 1200));
    assertEquals(
        List.of(event(START, 1010), event(START, 1020), event(1100, 1200)), left(incidents));
  }

  /// A device's thread may tell of something at the very moment at which a take begins.
  @Test
  void noneSlipsInWhileOthersAreForgotten() throws Exception {
    for (int round = 0; round < 300; round++) {
      Incidents incidents = new Incidents();
      CyclicBarrier together = new CyclicBarrier(2);
      Thread teller =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  together.await();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
                for (int i = 0; i < 200; i++) {
                  incidents.add(event(10, 20));
                }
              });
      together.await();
      incidents.forgetBefore(START);
      teller.join();
      assertEquals(List.of(), left(incidents), "round " + round);
    }
  }
}
