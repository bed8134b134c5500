package dev.handloom.device.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleRingTest {
  private static final StreamSpec NUMBERS =
      StreamSpec.signal(
          "x/numbers",
          List.of(
              new Channel("a", Unit.COUNT, 0, 1),
              new Channel("b", Unit.COUNT, 0, 1),
              new Channel("c", Unit.COUNT, 0, 1)),
          100,
          null);

  private static final StreamSpec PICTURES =
      StreamSpec.video("x/pictures", new FrameFormat(16, 8, FrameFormat.Pixels.BGRA), 30, null);

  /// Makes every part of a sample say its number, so that a mixture of two is found out.
  private static void fill(Sample sample, long number) {
    sample.sequence = number;
    sample.deviceTicks = 3 * number;
    sample.arrivalNanos = 5 * number;
    sample.captureNanos = 7 * number;
    sample.boundNanos = 11 * number;
    for (int i = 0; i < sample.values.length; i++) {
      sample.values[i] = (double) number + i;
    }
    sample.payloadLength = (int) sample.payload.byteSize();
    for (long at = 0; at < sample.payload.byteSize(); at += Long.BYTES) {
      sample.payload.set(ValueLayout.JAVA_LONG, at, number);
    }
  }

  private static void whole(Sample sample) {
    long number = sample.sequence;
    assertEquals(3 * number, sample.deviceTicks);
    assertEquals(5 * number, sample.arrivalNanos);
    assertEquals(7 * number, sample.captureNanos);
    assertEquals(11 * number, sample.boundNanos);
    for (int i = 0; i < sample.values.length; i++) {
      assertEquals((double) number + i, sample.values[i]);
    }
    for (long at = 0; at < sample.payloadLength; at += Long.BYTES) {
      assertEquals(number, sample.payload.get(ValueLayout.JAVA_LONG, at));
    }
  }

  private static void publish(SampleRing ring, Sample sample, long from, long to) {
    for (long n = from; n < to; n++) {
      fill(sample, n);
      ring.publish(sample);
    }
  }

  @Test
  void aReaderSeesEverySampleInOrder() {
    SampleRing ring = new SampleRing(NUMBERS, 16);
    RingReader reader = ring.reader();
    Sample sample = new Sample(NUMBERS);
    Sample read = new Sample(NUMBERS);
    for (long n = 0; n < 100; n += 10) {
      publish(ring, sample, n, n + 10);
      assertEquals(10, reader.behind());
      for (long k = n; k < n + 10; k++) {
        assertTrue(reader.poll(read));
        assertEquals(k, read.sequence);
        whole(read);
      }
      assertFalse(reader.poll(read));
    }
    assertEquals(0, reader.overruns());
  }

  @Test
  void readersHaveTheirOwnPlacesAndTheirOwnOverruns() {
    SampleRing ring = new SampleRing(NUMBERS, 8);
    RingReader quick = ring.reader();
    RingReader slow = ring.reader();
    Sample sample = new Sample(NUMBERS);
    Sample read = new Sample(NUMBERS);
    for (long n = 0; n < 50; n++) {
      publish(ring, sample, n, n + 1);
      assertTrue(quick.poll(read));
    }
    int got = 0;
    while (slow.poll(read)) {
      whole(read);
      got++;
    }
    assertEquals(0, quick.overruns());
    assertEquals(50, got + slow.overruns());
    assertEquals(7, got, "all but the slot that the writer may be at");
  }

  @Test
  void aReaderBeginsWithWhatComesAfterItOrWithTheOldestHeld() {
    SampleRing ring = new SampleRing(NUMBERS, 8);
    Sample sample = new Sample(NUMBERS);
    Sample read = new Sample(NUMBERS);
    publish(ring, sample, 0, 20);
    assertFalse(ring.reader().poll(read));
    assertTrue(ring.readerFromOldest().poll(read));
    assertEquals(13, read.sequence);
    assertTrue(ring.latest(read));
    assertEquals(19, read.sequence);
  }

  @Test
  void theTimesOfAPictureOutliveItsPixels() {
    SampleRing ring = new SampleRing(PICTURES, 8);
    RingReader reader = ring.reader();
    Sample read = new Sample(PICTURES);
    publish(ring, new Sample(PICTURES), 0, 1500);
    int times = 0;
    int pictures = 0;
    while (reader.pollEach(read)) {
      whole(read);
      assertEquals(1500 - 1023 + times + pictures, read.sequence);
      if (read.payloadLength == 0) {
        times++;
      } else {
        pictures++;
      }
    }
    assertEquals(7, pictures);
    assertEquals(1016, times);
    assertEquals(1500 - 1023, reader.overruns(), "older than even its times are held");
  }

  @Test
  void anEmptyRingHasNoLatest() {
    assertFalse(new SampleRing(NUMBERS, 8).latest(new Sample(NUMBERS)));
    assertThrows(IllegalArgumentException.class, () -> new SampleRing(NUMBERS, 1));
  }

  @Test
  void capacityIsRoundedUpToAPowerOfTwo() {
    assertEquals(2, new SampleRing(NUMBERS, 2).capacity());
    assertEquals(16, new SampleRing(NUMBERS, 9).capacity());
    assertEquals(512, SampleRing.holding(NUMBERS, 4).capacity());
    assertEquals(32, SampleRing.holding(PICTURES, 4).capacity());
  }

  @Test
  void oneWriterAndThreeReadersNeverSeeATornSampleAndCountEveryMiss() throws Exception {
    race(NUMBERS, 64, 400_000, RingReader::poll);
  }

  @Test
  void oneWriterAndThreeReadersNeverSeeATornPicture() throws Exception {
    race(PICTURES, 8, 60_000, RingReader::poll);
  }

  @Test
  void oneWriterAndThreeReadersNeverSeeTornTimesOfAPictureThatIsGone() throws Exception {
    race(PICTURES, 8, 60_000, RingReader::pollEach);
  }

  private interface Poll {
    boolean next(RingReader reader, Sample into);
  }

  private static void race(StreamSpec spec, int capacity, long count, Poll poll) throws Exception {
    SampleRing ring = new SampleRing(spec, capacity);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> results = new ArrayList<>();
      for (int r = 0; r < 3; r++) {
        RingReader reader = ring.reader();
        int pause = r * 50;
        results.add(readers.submit(() -> follow(reader, done, pause, poll)));
      }
      publish(ring, new Sample(spec), 0, count);
      done.set(true);
      for (Future<Long> result : results) {
        assertEquals(count, resultOf(result));
      }
    }
  }

  private static long resultOf(Future<Long> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A reader found fault", e.getCause());
    }
  }

  /// Reads all there is; samples read and samples missed together must be all that were written.
  private static long follow(RingReader reader, AtomicBoolean done, int pause, Poll poll) {
    Sample read = new Sample(reader.spec());
    long last = -1;
    long got = 0;
    while (true) {
      boolean finished = done.get();
      if (poll.next(reader, read)) {
        whole(read);
        assertTrue(read.sequence > last, "went backwards");
        last = read.sequence;
        got++;
        for (int i = 0; i < pause; i++) {
          Thread.onSpinWait();
        }
      } else if (finished) {
        return got + reader.overruns();
      }
    }
  }
}
