package dev.handloom.test.fuzz;

import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A small take, recorded for the purpose: as it lies there while it is recorded, as a crash would
/// leave it, and as it is at the end.
final class SeedTakes {
  private static final FrameFormat PICTURE = new FrameFormat(48, 32, FrameFormat.Pixels.BGRA);
  private static final int SAMPLES = 12;
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private final String id;
  private final List<FuzzInput> bundles = new ArrayList<>();

  private SeedTakes(String id) {
    this.id = id;
  }

  static SeedTakes record(Path folder) throws Exception {
    DeviceConfig gripper =
        new DeviceConfig(
            "gripper",
            "line",
            "gripper",
            "still:line",
            Map.of("columns", "t_us,seq,width", "checksum", "xor", "rate_hz", "100"),
            0);
    DeviceConfig camera =
        new DeviceConfig(
            "camera",
            "frames",
            "camera",
            "still:picture",
            Map.of("width", "48", "height", "32", "fps", "30"),
            0);
    Links links = Links.ofThisMachine().with("still", SeedTakes::link);
    RigFile file = new RigFile("seeds", 1, List.of(gripper, camera));
    RecorderOptions options = new RecorderOptions(Disk.ofThisMachine(), 1 << 20, "fuzz");
    try (Rig rig = new Rig(file, new Drivers(), links);
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.hub(), rig.devices(), library, options)) {
      rig.connect();
      SeedTakes takes = new SeedTakes(recorder.start(TakePlan.of("pour the cup")).text());
      await(recorder);
      Bundle bundle = library.bundles().get(0);
      takes.bundles.add(files(bundle.folder()));
      TakeResult result = recorder.stop("").orElseThrow();
      FuzzInput whole = files(result.bundle().folder());
      takes.bundles.add(whole);
      takes.bundles.add(whole.without(Bundle.MANIFEST));
      return takes;
    }
  }

  private static void await(EpisodeRecorder recorder) throws IOException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (recorder.status().streams().size() < 2
        || recorder.status().streams().stream().anyMatch(s -> s.durable() < SAMPLES)) {
      if (System.nanoTime() > until) {
        throw new IOException("The take does not get on: " + recorder.status());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static FuzzInput files(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.sorted().toList()) {
        try {
          files.put(String.valueOf(path.getFileName()), Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
          // Renamed meanwhile.
        }
      }
    }
    return new FuzzInput(files);
  }

  /// What the folder is called: a manifest belongs to its own.
  String id() {
    return id;
  }

  List<FuzzInput> bundles() {
    return bundles;
  }

  /// That file of every bundle that has it.
  List<byte[]> files(String name) {
    List<byte[]> found = new ArrayList<>();
    for (FuzzInput bundle : bundles) {
      byte[] bytes = bundle.files().get(name);
      if (bytes != null && bytes.length > 0) {
        found.add(bytes);
      }
    }
    return found;
  }

  private static Link link(String what) {
    return what.equals("line")
        ? new PacedLink(10_000_000, SeedTakes::line)
        : new PacedLink(33_000_000, SeedTakes::picture);
  }

  static byte[] line(long number) {
    String line = number * 10_000 + "," + number + "," + (number * 37 % 4096);
    int xor = 0;
    for (int i = 0; i < line.length(); i++) {
      xor ^= line.charAt(i);
    }
    return String.format(java.util.Locale.ROOT, "%s*%02X\n", line, xor)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] picture(long number) {
    return picture(number, PICTURE);
  }

  static byte[] picture(long number, FrameFormat format) {
    byte[] bytes = new byte[FrameHeader.BYTES + format.capacity()];
    new FrameHeader().write(bytes, 0, number, number * 33_000, format, format.capacity());
    for (int i = FrameHeader.BYTES; i < bytes.length; i++) {
      bytes[i] = (byte) (number * 5 + i / 64);
    }
    return bytes;
  }

  /// A device that sends its packets on time.
  private static final class PacedLink implements ByteLink {
    interface Packets {
      byte[] of(long number);
    }

    private final long periodNanos;
    private final Packets packets;
    private final long begunNanos = System.nanoTime();
    private long number;
    private byte[] packet = new byte[0];
    private int sent;

    PacedLink(long periodNanos, Packets packets) {
      this.periodNanos = periodNanos;
      this.packets = packets;
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      if (sent == packet.length) {
        long wait = begunNanos + number * periodNanos - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
          return 0;
        }
        packet = packets.of(number++);
        sent = 0;
      }
      int count = Math.min(length, packet.length - sent);
      System.arraycopy(packet, sent, into, offset, count);
      sent += count;
      return count;
    }

    @Override
    public long arrivalNanos() {
      return System.nanoTime();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public String title() {
      return "still";
    }

    @Override
    public void close() {}
  }
}
