package dev.handloom.store.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final StudioClock.Anchor ANCHOR =
      new StudioClock.Anchor(5_000, 1_790_000_000_123_456_789L, 40);
  private static final StreamSpec SPEC =
      StreamSpec.signal(
          "left-glove/fingers",
          List.of(
              new Channel("thumb", Unit.COUNT, 0, 4095), new Channel("index", Unit.COUNT, 0, 4095)),
          100,
          DeviceTicks.MICROS_32);

  private final PayloadWriter writer = new PayloadWriter(ANCHOR);
  private final PayloadReader reader = new PayloadReader();

  /// As any reader of MCAP and protobuf builds it.
  static Descriptor descriptor(String name) throws Exception {
    FileDescriptorSet set = FileDescriptorSet.parseFrom(Schemas.descriptorSet(name));
    Map<String, FileDescriptor> built = new LinkedHashMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(built::get).toArray(FileDescriptor[]::new);
      built.put(file.getName(), FileDescriptor.buildFrom(file, imports));
    }
    return built.values().stream()
        .flatMap(file -> file.getMessageTypes().stream())
        .filter(message -> message.getFullName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private byte[] written() {
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static Object get(DynamicMessage message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  @Test
  void samplesReadBackAndProtobufAgrees() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Descriptor descriptor = descriptor(Schemas.SAMPLE);
    Sample sample = new Sample(SPEC);
    for (int n = 0; n < 2_000; n++) {
      sample.captureNanos = random.nextLong() >> random.nextInt(63);
      sample.boundNanos = random.nextInt(4) == 0 ? Sample.UNBOUNDED : random.nextInt(1 << 30);
      sample.arrivalNanos = random.nextLong() >> 2;
      sample.deviceTicks = random.nextInt(4) == 0 ? Sample.NO_TICKS : random.nextLong();
      sample.sequence = random.nextLong() >>> random.nextInt(63);
      sample.values[0] = random.nextGaussian();
      sample.values[1] = Double.longBitsToDouble(random.nextLong());
      writer.sample(sample);
      DynamicMessage message = DynamicMessage.parseFrom(descriptor, written());
      String where = "seed " + seed + " at " + n;
      assertEquals(sample.captureNanos, get(message, "capture_nanos"), where);
      assertEquals(sample.arrivalNanos, get(message, "arrival_nanos"), where);
      assertEquals(sample.sequence, get(message, "sequence"), where);
      assertEquals(List.of(sample.values[0], sample.values[1]), get(message, "values"), where);
      assertEquals(
          sample.boundNanos != Sample.UNBOUNDED,
          message.hasField(descriptor.findFieldByName("bound_nanos")),
          where);
      Timestamp time =
          Timestamp.parseFrom(((DynamicMessage) get(message, "timestamp")).toByteString());
      assertEquals(
          ANCHOR.toUnixNanos(sample.captureNanos),
          time.getSeconds() * 1_000_000_000L + time.getNanos(),
          where);
      assertTrue(message.getUnknownFields().asMap().isEmpty(), where);

      reader.read(MemorySegment.ofArray(written()));
      assertEquals(sample.captureNanos, reader.captureNanos(), where);
      assertEquals(sample.boundNanos, reader.boundNanos(), where);
      assertEquals(sample.arrivalNanos, reader.arrivalNanos(), where);
      assertEquals(sample.deviceTicks, reader.deviceTicks(), where);
      assertEquals(sample.sequence, reader.sequence(), where);
      assertEquals(2, reader.valueCount());
      assertEquals(sample.values[1], reader.value(1), where);
    }
  }

  @Test
  void framesEventsClocksAndAnchorsReadBackAndProtobufKnowsEveryField() throws Exception {
    FrameRow row = new FrameRow(33_333, 7, true, 1234, 0xCAFEBABE, 5L << 32, true);
    RecordedFrame frame =
        new RecordedFrame(1, 2, 3, 4, StampSource.KERNEL_FRAME_END, 5, new double[] {6}, row);
    writer.frame(frame);
    reader.read(MemorySegment.ofArray(written()));
    assertEquals(row, reader.frame());
    assertEquals(StampSource.KERNEL_FRAME_END, reader.stampSource(StampSource.ARRIVAL));
    whole(Schemas.FRAME, 15);
    writer.frame(frame.in(FrameRow.NOT_ENCODED));
    reader.read(MemorySegment.ofArray(written()));
    assertEquals(FrameRow.NOT_ENCODED, reader.frame());
    assertEquals(5, reader.sequence());
    FrameRow old = new FrameRow(33_333, 7, true, 1234, 0xCAFEBABE);
    writer.frame(frame.in(old));
    reader.read(MemorySegment.ofArray(written()));
    assertEquals(old, reader.frame());
    EpisodeEvent event =
        new EpisodeEvent(77, EventKind.LOST, "left-glove/fingers", 3, "3 samples lost");
    writer.event(event);
    reader.read(Form.LOG, MemorySegment.ofArray(written()));
    assertEquals(event, reader.event());
    whole(Form.LOG.schema(), 5);
    ClockNote note =
        new ClockNote(
            78, "left-glove", new ClockReport(ClockState.LOCKED, "hull", -5, 21.5, 900, 44, 1));
    writer.clock(note);
    reader.read(MemorySegment.ofArray(written()));
    assertEquals(note, reader.clock());
    whole(Schemas.CLOCK, 10);
    writer.anchor(ANCHOR);
    reader.read(MemorySegment.ofArray(written()));
    assertEquals(ANCHOR, reader.anchor());
    whole(Schemas.ANCHOR, 4);
  }

  private void whole(String schema, int fields) throws Exception {
    DynamicMessage message = DynamicMessage.parseFrom(descriptor(schema), written());
    assertTrue(message.getUnknownFields().asMap().isEmpty());
    assertTrue(message.getAllFields().size() >= fields - 2, message.toString());
  }

  @Test
  void damagedPayloadsAreRefusedOrReadButNeverCrash() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Sample sample = new Sample(SPEC);
    writer.sample(sample);
    byte[] good = written();
    int refused = 0;
    for (int n = 0; n < 20_000; n++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = 0; i < 3 && bad.length > 0; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        reader.read(MemorySegment.ofArray(bad));
      } catch (PayloadException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank());
        refused++;
      }
    }
    assertTrue(refused > 1_000, "seed " + seed);
  }

  @Test
  void aStreamsDescriptionReadsBack() throws IOException {
    assertEquals(SPEC, SpecCodec.read(SpecCodec.write(SPEC)));
    StreamSpec video =
        StreamSpec.video(
            "head-camera/picture", new FrameFormat(640, 480, FrameFormat.Pixels.BGRA), 30, null);
    assertEquals(video, SpecCodec.read(SpecCodec.write(video)));
  }
}
