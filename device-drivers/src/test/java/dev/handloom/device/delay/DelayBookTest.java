package dev.handloom.device.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.KnownDelay;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.rig.DeviceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DelayBookTest {
  private static final DelayKey LEFT = key("left-glove", "serial:/dev/a");
  private static final DelayKey RIGHT = key("right-glove", "serial:/dev/b");

  private static DelayKey key(String device, String address) {
    return new DelayKey("lucidgloves", "", device, address, "");
  }

  private static MeasuredDelay measured(DelayKey key, long leastNanos, long uncertaintyNanos) {
    return new MeasuredDelay(
        key.driver(),
        key.kind(),
        key.device(),
        key.address(),
        key.format(),
        leastNanos,
        1000,
        uncertaintyNanos,
        MeasuredDelay.GESTURE,
        12,
        "2026-11-21T13:05:00Z",
        "test");
  }

  private static KnownDelay known(DelayBook book, DelayKey key) {
    KnownDelay known = book.known(key);
    assertNotNull(known);
    return known;
  }

  @Test
  void aDeviceIsGoneByWhatWasMeasuredOnIt() {
    DelayBook book =
        DelayBook.EMPTY.with(measured(LEFT, 9_000_000, 200_000)).with(measured(LEFT, 7_000_000, 1));
    assertEquals(1, book.delays().size());
    PathDelay path = known(book, LEFT).path(PathDelay.assumed(5, 4));
    assertEquals(7_000_000, path.leastNanos());
    assertEquals(1, path.uncertaintyNanos());
    assertEquals(PathDelay.Knowledge.MEASURED, path.knowledge());
    assertTrue(path.origin().contains("2026-11-21"), path.origin());
    assertNull(book.without(LEFT).known(LEFT));
  }

  @Test
  void anotherOfItsKindIsKnownNoBetterThanItsDriverKnows() {
    DelayBook book = DelayBook.EMPTY.with(measured(LEFT, 7_000_000, 1));
    PathDelay path = known(book, RIGHT).path(PathDelay.assumed(5, 4));
    assertEquals(7_000_000, path.leastNanos());
    assertEquals(4_000_000, path.uncertaintyNanos());
    assertEquals(PathDelay.Knowledge.OF_ITS_KIND, path.knowledge());
    assertNull(book.known(new DelayKey("udcap", "", "x", "y", "")));
    assertNull(
        book.known(new DelayKey("lucidgloves", "", "left-glove", "serial:/dev/a", "640×480")));
  }

  @Test
  void whatTheRigFileStatesGoesBeforeWhatWasMeasured() throws Exception {
    KnownDelay known = known(DelayBook.EMPTY.with(measured(LEFT, 7_000_000, 1)), LEFT);
    DeviceConfig config =
        new DeviceConfig("left-glove", "lucidgloves", "left", "serial:/dev/a", Map.of(), 0);
    assertEquals(PathDelay.Knowledge.UNCALIBRATED, config.path(5, 4).knowledge());
    assertEquals(7_000_000, config.with(known).path(5, 4).leastNanos());
    DeviceConfig stated =
        new DeviceConfig(
            "left-glove", "lucidgloves", "left", "serial:/dev/a", Map.of("path_ms", "3"), 0, known);
    assertEquals(3_000_000, stated.path(5, 4).leastNanos());
    assertEquals(PathDelay.Knowledge.STATED, stated.path(5, 4).knowledge());
  }

  @Test
  void aBookIsReadAsItWasWritten() throws IOException {
    DelayBook book = DelayBook.EMPTY.with(measured(LEFT, 7, 1)).with(measured(RIGHT, 8, 2));
    assertEquals(book, DelayBook.parse(book.text().getBytes(StandardCharsets.UTF_8)));
    for (String bad :
        new String[] {
          "", "[]", "null", "{\"schema\":2,\"delays\":[]}", "{\"schema\":1,\"delays\":[{}]}"
        }) {
      assertThrows(
          IOException.class, () -> DelayBook.parse(bad.getBytes(StandardCharsets.UTF_8)), bad);
    }
  }
}
