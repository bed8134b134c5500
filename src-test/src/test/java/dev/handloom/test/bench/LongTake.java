package dev.handloom.test.bench;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.RecordedFrame;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.video.PackedPicture;
import dev.handloom.store.video.Packet;
import dev.handloom.store.video.PacketEncoder;
import dev.handloom.store.video.VideoEncoder;
import dev.handloom.store.video.VideoFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ten minutes of a realistic rig, as a crash leaves them: two gloves at 200 Hz, a gripper at 100,
/// two cameras of 640×480 at 30. The pictures of twenty seconds come again and again, so that
/// making it takes no ten minutes.
final class LongTake {
  static final double SECONDS = 600;

  private static final String ID = EpisodeId.at(Instant.EPOCH).text();

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final double PICTURES_HZ = 30;
  private static final int DIFFERENT_PICTURES = 600;
  private static final long START_NANOS = 1_000_000_000_000L;

  /// Of the log: its last chunk, its index and summary never came.
  private static final double THERE = 0.998;

  private final Bundle bundle;
  private final StudioClock.Anchor anchor =
      new StudioClock.Anchor(0, 1_790_000_000_000_000_000L, 0);
  private final PayloadWriter payload = new PayloadWriter(anchor);
  private long messages;

  private LongTake(Bundle bundle) {
    this.bundle = bundle;
  }

  /// A stream that is being written.
  private record Row(int channel, StreamSpec spec, List<FrameRow> pictures) {}

  /// Writes it into a folder of its own.
  ///
  /// @return how many messages were written
  static long write(Bundle bundle) throws IOException {
    Files.createDirectories(bundle.folder());
    LongTake take = new LongTake(bundle);
    take.log();
    return take.messages;
  }

  static Bundle in(Path folder) {
    return new Bundle(folder.resolve(ID));
  }

  private static StreamSpec numbers(String name, int channels, double hz) {
    List<Channel> list = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      list.add(new Channel("c" + i, Unit.COUNT, 0, 4096));
    }
    return StreamSpec.signal(name, list, hz, DeviceTicks.MICROS_64);
  }

  private void log() throws IOException {
    try (McapWriter out =
        McapWriter.create(bundle.mcap(), McapWriterOptions.recording().withLibrary("bench"))) {
      TakeMarker take =
          new TakeMarker(bundle.id().text(), "bench", "", "", START_NANOS, anchor, "");
      out.metadata(
          Topics.EPISODE_METADATA,
          Topics.episode(
              take.id(), take.task(), take.person(), take.rig(), take.startNanos(), anchor));
      LogSchemas schemas = new LogSchemas(out);
      List<Row> rows = new ArrayList<>();
      for (StreamSpec spec :
          List.of(
              numbers("left-glove/fingers", 22, 200),
              numbers("right-glove/fingers", 22, 200),
              numbers("gripper/jaw", 2, 100))) {
        int channel =
            schemas.channel(
                SampleForm.of(spec).form().schema(), Topics.of(spec.name()), SpecCodec.write(spec));
        rows.add(new Row(channel, spec, List.of()));
      }
      FrameFormat format = new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.BGRA);
      for (String camera : List.of("head-camera", "wrist-camera")) {
        StreamSpec spec =
            StreamSpec.video(camera + "/picture", format, PICTURES_HZ, DeviceTicks.MICROS_64);
        Map<String, String> metadata = SpecCodec.write(spec);
        metadata.put(SpecCodec.VIDEO_FILE, camera + Bundle.VIDEO_SUFFIX);
        int channel = schemas.channel(Schemas.FRAME, Topics.of(spec.name()), metadata);
        rows.add(new Row(channel, spec, video(bundle.video(camera + Bundle.VIDEO_SUFFIX), format)));
      }
      messages(out, rows);
    }
    try (FileChannel file = FileChannel.open(bundle.mcap(), StandardOpenOption.WRITE)) {
      file.truncate((long) (file.size() * THERE));
    }
  }

  private void messages(McapWriter out, List<Row> rows) throws IOException {
    long[] next = new long[rows.size()];
    while (true) {
      int first = 0;
      for (int i = 1; i < rows.size(); i++) {
        if (due(rows.get(i), next[i]) < due(rows.get(first), next[first])) {
          first = i;
        }
      }
      Row row = rows.get(first);
      long at = due(row, next[first]);
      if (at > START_NANOS + (long) (SECONDS * 1e9)) {
        return;
      }
      message(out, row, next[first], at);
      next[first]++;
      messages++;
    }
  }

  private static long due(Row row, long number) {
    return START_NANOS + (long) (number * 1e9 / row.spec().nominalHz());
  }

  private void message(McapWriter out, Row row, long number, long at) throws IOException {
    long bound = 900_000;
    if (row.pictures().isEmpty()) {
      Sample sample = new Sample(row.spec());
      sample.sequence = number;
      sample.captureNanos = at;
      sample.boundNanos = bound;
      sample.arrivalNanos = at + 1_500_000;
      for (int i = 0; i < sample.values.length; i++) {
        sample.values[i] = 2048 + Math.round(1500 * Math.sin(number * 0.01 + i));
      }
      payload.sample(SampleForm.of(row.spec()), sample);
    } else {
      payload.frame(
          new RecordedFrame(
              at,
              bound,
              at + 1_500_000,
              at / 1000,
              StampSource.DEVICE_CLOCK,
              number,
              new double[0],
              row.pictures().get((int) number)));
    }
    out.message(
        row.channel(),
        number,
        anchor.toUnixNanos(at + 1_500_000),
        anchor.toUnixNanos(at),
        payload.bytes(),
        0,
        payload.length());
  }

  /// A video that was never ended.
  private static List<FrameRow> video(Path path, FrameFormat format) throws IOException {
    List<FrameRow> rows = new ArrayList<>();
    BenchPictures painter = new BenchPictures(WIDTH, HEIGHT);
    try (Arena arena = Arena.ofConfined();
        PacketEncoder encoder = new PacketEncoder(VideoEncoder::open, format, PICTURES_HZ);
        DiskFile file = Disk.ofThisMachine().create(path)) {
      MemorySegment picture = arena.allocate(format.capacity(), 8);
      List<Packet> packets = new ArrayList<>();
      for (int i = 0; i < DIFFERENT_PICTURES; i++) {
        painter.draw(i, picture);
        encoder.encode(picture, format.capacity(), (long) (i * 1e6 / PICTURES_HZ));
        for (Packet packet; (packet = encoder.poll()) != null; ) {
          packets.add(packet);
        }
      }
      encoder.finish();
      for (Packet packet; (packet = encoder.poll()) != null; ) {
        packets.add(packet);
      }
      try (VideoFile video = encoder.newFile(file, 0)) {
        for (int i = 0; i <= SECONDS * PICTURES_HZ; i++) {
          PackedPicture written =
              video.write(packets.get(i % packets.size()), (long) (i * 1e6 / PICTURES_HZ));
          rows.add(
              new FrameRow(
                  written.ptsMicros(),
                  i,
                  written.keyFrame(),
                  written.bytes(),
                  written.crc(),
                  written.byteOffset(),
                  true));
        }
      }
    }
    return rows;
  }
}
