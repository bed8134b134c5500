package dev.handloom.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.BadFrames;
import dev.handloom.device.rig.Conversation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// What every protocol has to bear, tried on the real driver with seeded randomness:
///
/// - any split or join of the byte stream yields the same samples (byte links);
/// - any burst of garbage between frames yields exactly the valid samples, and is counted;
/// - cut frames are never samples and are counted;
/// - random bytes for ever throw nothing and make nothing grow.
///
/// ```java
/// ProtocolProperties.of("dexumi", Map.of(), (random, number) -> packet(random, number)).hold();
/// ```
public final class ProtocolProperties {
  /// Makes valid frames.
  @FunctionalInterface
  public interface Frames {
    /// @param number counts from 0
    byte[] frame(Random random, int number);
  }

  /// Makes bytes that are no frame.
  @FunctionalInterface
  public interface Garbage {
    byte[] burst(Random random);
  }

  private static final int SEEDS = 12;
  private static final int FRAMES = 60;

  /// Frames at the end that garbage before them may cost: what looks like the beginning of a frame
  /// holds the decoder until as many bytes have come.
  private static final int TAIL = 12;

  private static final int RANDOM_ROUNDS = 2000;
  private static final int ROUND_BYTES = 512;

  private final String driver;
  private final Map<String, String> settings;
  private final Frames frames;
  private Garbage garbage = ProtocolProperties::anything;
  private Class<? extends Link> kind = ByteLink.class;
  private boolean cutFramesAreBad = true;
  private byte[] terminator = new byte[0];
  private byte[] before = new byte[0];

  private ProtocolProperties(String driver, Map<String, String> settings, Frames frames) {
    this.driver = driver;
    this.settings = settings;
    this.frames = frames;
  }

  /// @param frames each must make exactly one sample of the driver's first stream
  public static ProtocolProperties of(String driver, Map<String, String> settings, Frames frames) {
    return new ProtocolProperties(driver, settings, frames);
  }

  /// Other garbage than any bytes: for protocols whose frames have no beginning of their own, it
  /// has to end as a frame does.
  public ProtocolProperties garbage(Garbage other) {
    garbage = other;
    return this;
  }

  /// Over another kind of link than bytes; what is said about splits does not apply then.
  public ProtocolProperties over(Class<? extends Link> other) {
    kind = other;
    return this;
  }

  /// What ends a frame on a line of text, so that a cut frame does not join the next.
  public ProtocolProperties endsWith(String end) {
    terminator = end.getBytes(StandardCharsets.ISO_8859_1);
    return this;
  }

  /// What comes before the first frame: for drivers that believe no line whose beginning they have
  /// not seen.
  public ProtocolProperties beginsAfter(String end) {
    before = end.getBytes(StandardCharsets.ISO_8859_1);
    return this;
  }

  /// For protocols in which the beginning of a frame is a frame, too.
  public ProtocolProperties cutFramesMayBeGood() {
    cutFramesAreBad = false;
    return this;
  }

  /// Up to 40 bytes of any value.
  public static byte[] anything(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Tries all of it.
  public void hold() throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      if (kind == ByteLink.class) {
        splitsAndJoins(seed);
      }
      garbageBetweenFrames(seed);
      if (cutFramesAreBad) {
        cutFrames(seed);
      }
    }
    randomBytes();
  }

  private List<byte[]> make(long seed, int count) {
    Random random = new Random(seed);
    List<byte[]> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(frames.frame(random, i));
    }
    return made;
  }

  private Conversation say(List<byte[]> pieces) throws Exception {
    if (before.length > 0) {
      pieces = Stream.concat(Stream.of(before), pieces.stream()).toList();
    }
    return Conversation.of(driver, settings, pieces, kind);
  }

  private static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private void splitsAndJoins(long seed) throws Exception {
    List<byte[]> made = make(seed, FRAMES);
    Conversation clean = say(made);
    assertEquals(FRAMES, clean.samples(0).size(), "every frame is a sample; seed " + seed);
    assertEquals(0, clean.bad(), "no good frame is bad; seed " + seed);
    byte[] bytes = join(made);
    Random random = new Random(seed);
    for (int longest : new int[] {1, 3, 17, 400, 4096}) {
      Conversation other = say(Conversation.split(bytes, random, longest));
      assertEquals(
          clean.samples(0), other.samples(0), "in pieces of " + longest + "; seed " + seed);
      assertEquals(0, other.bad(), "in pieces of " + longest + "; seed " + seed);
      assertEquals(clean.answers(), other.answers(), "in pieces of " + longest + "; seed " + seed);
    }
  }

  private void garbageBetweenFrames(long seed) throws Exception {
    List<byte[]> made = make(seed, FRAMES + TAIL);
    List<String> clean = say(made).samples(0);
    Random random = new Random(~seed);
    List<byte[]> pieces = new ArrayList<>();
    int bursts = 0;
    for (int i = 0; i < made.size(); i++) {
      if (i < FRAMES && random.nextInt(3) == 0) {
        pieces.add(garbage.burst(random));
        bursts++;
      }
      pieces.add(made.get(i));
    }
    Conversation other =
        say(
            kind == ByteLink.class
                ? Conversation.split(join(pieces), random, 1 + random.nextInt(200))
                : pieces);
    List<String> got = other.samples(0);
    assertTrue(got.size() >= FRAMES, "seed " + seed + ": only " + got.size() + " samples");
    assertEquals(clean.subList(0, FRAMES), got.subList(0, FRAMES), "with garbage; seed " + seed);
    assertEquals(clean.subList(0, got.size()), got, "at the end; seed " + seed);
    assertTrue(
        bursts == 0 || (other.bad() > 0 && other.bad() <= 45L * bursts),
        "seed " + seed + ": " + bursts + " bursts, " + other.bad() + " bad frames");
    assertTrue(other.badFrames().newest().size() <= BadFrames.KEPT);
  }

  /// Every second frame loses its end.
  private void cutFrames(long seed) throws Exception {
    List<byte[]> made = make(seed, FRAMES + TAIL);
    List<String> clean = say(made).samples(0);
    Random random = new Random(seed + 7);
    List<byte[]> pieces = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      byte[] frame = made.get(i);
      if (i < FRAMES && i % 2 == 1) {
        // A line that has lost no more than its end is whole.
        int ending = terminator.length == 0 ? 0 : terminator.length + 1;
        byte[] cut = new byte[1 + random.nextInt(frame.length - 1 - ending)];
        System.arraycopy(frame, 0, cut, 0, cut.length);
        pieces.add(cut);
        pieces.add(terminator);
      } else {
        pieces.add(frame);
        expected.add(withoutSequence(clean.get(i)));
      }
    }
    List<String> got =
        say(kind == ByteLink.class ? Conversation.split(join(pieces), random, 64) : pieces)
            .samples(0)
            .stream()
            .map(ProtocolProperties::withoutSequence)
            .toList();
    assertTrue(got.size() >= FRAMES / 2, "seed " + seed + ": only " + got.size() + " samples");
    assertEquals(expected.subList(0, got.size()), got, "with cut frames; seed " + seed);
  }

  /// A driver that counts for itself counts on where frames are missing.
  private static String withoutSequence(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private void randomBytes() throws Exception {
    Random random = new Random(99);
    List<byte[]> rounds = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[ROUND_BYTES];
      random.nextBytes(bytes);
      rounds.add(bytes);
    }
    List<byte[]> first = make(5, 4);
    for (int i = 0; i < RANDOM_ROUNDS / 50; i++) {
      List<byte[]> pieces = new ArrayList<>();
      for (byte[] round : rounds) {
        // Now and then something real, so that the decoder gets past its first check.
        pieces.add(random.nextInt(4) == 0 ? first.get(random.nextInt(first.size())) : round);
        round[random.nextInt(ROUND_BYTES)] = (byte) random.nextInt();
      }
      Conversation any = say(pieces);
      assertTrue(any.samples(0).size() <= 50L * ROUND_BYTES);
      assertTrue(any.badFrames().newest().size() <= BadFrames.KEPT);
    }
  }
}
