package dev.handloom.store.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.Test;

class FoxgloveTest {
  private static final StudioClock.Anchor ANCHOR =
      new StudioClock.Anchor(5_000, 1_790_000_000_123_456_789L, 40);
  private static final StreamSpec HAND = HandPose.spec("left-glove/hand", 100, "a test");
  private static final StreamSpec POSE =
      StreamSpec.signal("tracker/pose", poseChannels(), 90, null);
  private static final StreamSpec JOINTS =
      StreamSpec.signal(
          "arm/joints",
          List.of(
              new Channel("shoulder", Unit.RADIAN, -3, 3),
              new Channel("elbow", Unit.RADIAN, -3, 3),
              new Channel("wrist", Unit.RADIAN, -3, 3)),
          1000,
          null);

  private final PayloadWriter writer = new PayloadWriter(ANCHOR);
  private final PayloadReader reader = new PayloadReader();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  static List<Channel> poseChannels() {
    List<Channel> channels = new ArrayList<>();
    for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
      channels.add(
          new Channel("wrist_" + part, part.length() == 1 ? Unit.METRE : Unit.NONE, -9, 9));
    }
    return channels;
  }

  private Sample randomSample(StreamSpec spec) {
    Sample sample = new Sample(spec);
    sample.captureNanos = random.nextLong() >> random.nextInt(63);
    sample.boundNanos = random.nextInt(4) == 0 ? Sample.UNBOUNDED : random.nextInt(1 << 30);
    sample.arrivalNanos = random.nextLong() >> 2;
    sample.deviceTicks = random.nextInt(4) == 0 ? Sample.NO_TICKS : random.nextLong();
    sample.sequence = random.nextLong() >>> random.nextInt(63);
    for (int i = 0; i < sample.values.length; i++) {
      sample.values[i] = random.nextInt(9) == 0 ? 0 : random.nextGaussian();
    }
    return sample;
  }

  private byte[] written() {
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static Object get(Message message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  private static List<?> many(Message message, String field) {
    return (List<?>) get(message, field);
  }

  private static void numbers(Message message, List<Double> into) {
    for (var field : message.getDescriptorForType().getFields()) {
      switch (message.getField(field)) {
        case Double number -> {
          if (!field.hasPresence() || message.hasField(field)) {
            into.add(number);
          }
        }
        case Message inner when !field.getName().equals("stamp") -> numbers(inner, into);
        case List<?> list -> list.forEach(each -> numbers((Message) each, into));
        default -> {
          // Times and names.
        }
      }
    }
  }

  @Test
  void samplesReadBackAndProtobufFindsEachNumberWhereFoxglovePutsIt() throws Exception {
    for (StreamSpec spec : List.of(HAND, POSE, JOINTS)) {
      SampleForm form = SampleForm.of(spec);
      var descriptor = PayloadTest.descriptor(form.form().schema());
      for (int n = 0; n < 300; n++) {
        Sample sample = randomSample(spec);
        String where = spec.name() + ", seed " + seed + " at " + n;
        writer.sample(form, sample);
        reader.read(form.form(), MemorySegment.ofArray(written()));
        assertEquals(sample.captureNanos, reader.captureNanos(), where);
        assertEquals(sample.boundNanos, reader.boundNanos(), where);
        assertEquals(sample.arrivalNanos, reader.arrivalNanos(), where);
        assertEquals(sample.deviceTicks, reader.deviceTicks(), where);
        assertEquals(sample.sequence, reader.sequence(), where);
        assertEquals(sample.values.length, reader.valueCount(), where);

        DynamicMessage message = DynamicMessage.parseFrom(descriptor, written());
        assertTrue(message.getUnknownFields().asMap().isEmpty(), where);
        Message stamp = (Message) get(message, "stamp");
        assertTrue(stamp.getUnknownFields().asMap().isEmpty(), where);
        assertEquals(sample.captureNanos, get(stamp, "capture_nanos"), where);
        assertEquals(sample.sequence, get(stamp, "sequence"), where);
        List<Double> seen = new ArrayList<>();
        numbers(message, seen);
        for (int i = 0; i < sample.values.length; i++) {
          assertEquals(sample.values[i], reader.value(i), where);
          assertEquals(sample.values[i], seen.get(i), where);
        }
        assertEquals(sample.values.length, seen.size(), where);
      }
    }
  }

  @Test
  void aJointIsNamedAsItsChannelAndAPoseSaysItsFrame() throws Exception {
    writer.sample(SampleForm.of(JOINTS), randomSample(JOINTS));
    DynamicMessage joints =
        DynamicMessage.parseFrom(PayloadTest.descriptor(Form.JOINTS.schema()), written());
    assertEquals(
        List.of("shoulder", "elbow", "wrist"),
        many(joints, "joints").stream().map(j -> get((Message) j, "name")).toList());
    writer.sample(SampleForm.of(HAND), randomSample(HAND));
    DynamicMessage hand =
        DynamicMessage.parseFrom(PayloadTest.descriptor(Form.HAND.schema()), written());
    assertEquals("left-glove/hand/wrist", get(hand, "frame_id"));
    assertEquals(26, many(hand, "poses").size());
  }

  @Test
  void onlyWhatIsWhollyAPoseOrAnglesIsWrittenAsOne() {
    assertEquals(Form.POSE, Form.of(POSE));
    assertEquals(Form.JOINTS, Form.of(JOINTS));
    assertEquals(Form.HAND, Form.of(HAND));
    List<Channel> other = poseChannels();
    other.set(0, new Channel("wrist_x", Unit.RADIAN, -9, 9));
    assertEquals(Form.OWN, Form.of(StreamSpec.signal("a/b", other, 9, null)));
    assertEquals(
        Form.OWN, Form.of(StreamSpec.signal("a/b", poseChannels().subList(0, 6), 9, null)));
    assertEquals(Form.OWN, Form.of(StreamSpec.signal("a/b", List.of(), 9, null)));
  }

  @Test
  void writingASampleAllocatesNothing() {
    SampleForm form = SampleForm.of(HAND);
    Sample sample = randomSample(HAND);
    ObjDoubleConsumer<Sample> write =
        (s, value) -> {
          s.values[0] = value;
          writer.sample(form, s);
        };
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int n = 0; n < 10_000; n++) {
        write.accept(sample, n);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1_000, least + " bytes for 10,000 samples");
  }

  @Test
  void damagedMessagesAreRefusedOrReadButNeverCrash() {
    int refused = 0;
    for (StreamSpec spec : List.of(HAND, POSE, JOINTS)) {
      SampleForm form = SampleForm.of(spec);
      writer.sample(form, randomSample(spec));
      byte[] good = written();
      for (int n = 0; n < 10_000; n++) {
        byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
        for (int i = 0; i < 3 && bad.length > 0; i++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        try {
          reader.read(form.form(), MemorySegment.ofArray(bad));
        } catch (PayloadException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 3_000, "seed " + seed + ": " + refused);
  }

  @Test
  void emptyPosesDoNotTakeMemoryWithoutEnd() {
    byte[] poses = new byte[2 << 20];
    for (int i = 0; i < poses.length; i += 2) {
      poses[i] = Foxglove.POSE << 3 | 2;
    }
    assertThrows(
        PayloadException.class, () -> reader.read(Form.HAND, MemorySegment.ofArray(poses)));
  }
}
