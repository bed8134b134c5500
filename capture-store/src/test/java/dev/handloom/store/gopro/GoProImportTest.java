package dev.handloom.store.gopro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.Library;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoProImportTest {
  private static final int PICTURES = 95;

  /// Not the 200 that the camera names.
  private static final double TRUE_HZ = 201.9;

  @TempDir Path folder;

  /// A second of a camera: as many samples as fit, which is not the same number each time.
  private static byte[] second(int number, int from, int until, boolean stamped) {
    short[][] acceleration = new short[until - from][3];
    short[][] turning = new short[until - from][3];
    for (int i = from; i < until; i++) {
      acceleration[i - from] = new short[] {(short) i, (short) -i, 4120};
      turning[i - from] = new short[] {(short) (2 * i), 0, 939};
    }
    byte[] stamp =
        stamped ? GpmfBytes.stamp(7_000_000 + Math.round(from * 1e6 / TRUE_HZ)) : new byte[0];
    return GpmfBytes.nest(
        "DEVC",
        GpmfBytes.whole("DVID", 1),
        GpmfBytes.text("DVNM", "Hero11 Black"),
        GpmfBytes.nest(
            "STRM",
            stamp,
            GpmfBytes.whole("TSMP", until),
            GpmfBytes.text("STNM", "Accelerometer"),
            GpmfBytes.text("SIUN", "m/s²"),
            GpmfBytes.text("ORIN", "YxZ"),
            GpmfBytes.scale(417),
            GpmfBytes.samples("ACCL", acceleration)),
        GpmfBytes.nest(
            "STRM",
            stamp,
            GpmfBytes.whole("TSMP", until),
            GpmfBytes.text("SIUN", "rad/s"),
            GpmfBytes.scale(939),
            GpmfBytes.samples("GYRO", turning)),
        GpmfBytes.nest(
            "STRM",
            GpmfBytes.whole("GPSF", number == 0 ? 0 : 3),
            GpmfBytes.item(
                "GPSU",
                'U',
                16,
                1,
                "260701123001.500".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
  }

  private static List<GoProFile.Payload> seconds(boolean stamped) {
    List<GoProFile.Payload> payloads = new ArrayList<>();
    int from = 0;
    for (int s = 0; s < 3; s++) {
      int until = (int) Math.floor((s + 1) * 1.001 * TRUE_HZ);
      payloads.add(new GoProFile.Payload(1001L * s, 1001, second(s, from, until, stamped)));
      from = until;
    }
    return payloads;
  }

  private GoProImport.Imported read(Library library, Path file) throws IOException {
    return new GoProImport(library, "pour", "p01", "test").read(file);
  }

  @Test
  void aFileBecomesAnEpisodeThatStandsUpToACheck() throws Exception {
    Path file = folder.resolve("GX010042.MP4");
    GoProFile.write(file, PICTURES, seconds(true), "2026-07-01T14:30:00Z");
    try (Library library = Library.open(folder.resolve("library"))) {
      GoProImport.Imported made = read(library, file);
      assertEquals(List.of(), errors(made));
      EpisodeReader episode = EpisodeReader.open(made.bundle());
      Manifest manifest = episode.manifest();
      assertEquals("pour", manifest.task());
      assertEquals("h264", manifest.cameras().getFirst().codec());
      assertTrue(
          made.notes().getFirst().startsWith("Imported from GX010042.MP4 of a Hero11 Black"));
      // Its receiver knew its place from the second piece on, 1.001 s into the video.
      assertEquals(
          Instant.parse("2026-07-01T12:30:00.499Z").toEpochMilli() * 1_000_000L,
          manifest.times().anchor().unixNanos());
      assertEquals(1, library.list().size());
      picturesAreThere(episode);
      StreamSamples acceleration = episode.signal("gopro/accel").orElseThrow();
      double worst = 0;
      for (int i = 0; i < acceleration.size(); i++) {
        assertEquals(i / 417.0, acceleration.value(i, 0), 1e-9);
        assertEquals(4120 / 417.0, acceleration.value(i, 2), 1e-9);
        worst = Math.max(worst, Math.abs(acceleration.captureNanos(i) - i * 1e9 / TRUE_HZ));
        assertTrue(acceleration.boundNanos(i) >= 20_000_000, "the doubt is stated");
      }
      assertTrue(worst < 100_000, "times are off by " + worst + " ns");
      assertEquals((int) Math.floor(3 * 1.001 * TRUE_HZ), acceleration.size());
      assertEquals(acceleration.size(), episode.signal("gopro/gyro").orElseThrow().size());
      assertTrue(
          made.notes().stream().anyMatch(note -> note.startsWith("accel: 201.90 Hz, even within")),
          made.notes().toString());
      assertTrue(made.notes().stream().anyMatch(note -> note.contains("(YxZ)")));
    }
  }

  private static List<String> errors(GoProImport.Imported made) throws IOException {
    return EpisodeCheck.check(made.bundle(), true, (_, _, _) -> {}).findings().stream()
        .filter(finding -> finding.severity() != Finding.Severity.NOTE)
        .map(Finding::toString)
        .toList();
  }

  private static List<String> ids(GoProImport.Imported made) throws IOException {
    return EpisodeCheck.check(made.bundle(), true, (_, _, _) -> {}).findings().stream()
        .map(Finding::id)
        .toList();
  }

  private static void picturesAreThere(EpisodeReader episode) throws IOException {
    CameraFrames frames = episode.camera("gopro/video").orElseThrow();
    assertEquals(PICTURES, frames.size());
    NumberedPictures pictures = new NumberedPictures(GoProFile.WIDTH, GoProFile.HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader reader = frames.open()) {
      for (int i = 0; i < PICTURES; i++) {
        long pts = frames.row(i).ptsMicros();
        assertTrue(Math.abs(pts - i * 1_000_000L / GoProFile.HZ) <= 12, "picture " + i);
        reader.read(reader.frameAt(pts), bgra);
        assertEquals(i, pictures.read(bgra));
      }
    }
  }

  @Test
  void withoutStampsTheTimesFollowFromTheTimeLine() throws Exception {
    Path file = folder.resolve("a.mp4");
    GoProFile.write(file, PICTURES, seconds(false), null);
    try (Library library = Library.open(folder.resolve("library"))) {
      GoProImport.Imported made = read(library, file);
      assertEquals(List.of(), errors(made));
      StreamSamples turning = EpisodeReader.open(made.bundle()).signal("gopro/gyro").orElseThrow();
      for (int i = 0; i < turning.size(); i++) {
        double off = Math.abs(turning.captureNanos(i) - i * 1e9 / TRUE_HZ);
        assertTrue(off <= turning.boundNanos(i), "sample " + i + " is off by " + off);
      }
    }
  }

  @Test
  void damagedMetadataIsLeftOutAndCounted() throws Exception {
    List<GoProFile.Payload> payloads = seconds(true);
    byte[] damaged = payloads.get(1).bytes().clone();
    damaged[15] = 0x7F;
    damaged[14] = 0x7F;
    payloads.set(1, new GoProFile.Payload(1001, 1001, damaged));
    Path file = folder.resolve("a.mp4");
    GoProFile.write(file, PICTURES, payloads, "2026-07-01T14:30:00Z");
    try (Library library = Library.open(folder.resolve("library"))) {
      GoProImport.Imported made = read(library, file);
      assertTrue(
          made.notes().contains("1 pieces of its metadata are damaged and were left out"),
          made.notes().toString());
      StreamSamples turning = EpisodeReader.open(made.bundle()).signal("gopro/gyro").orElseThrow();
      assertEquals(List.of("HL-W035", "HL-W043", "HL-W035", "HL-W043"), ids(made));
      // What comes after the gap is where it was.
      long last = turning.captureNanos(turning.size() - 1);
      assertTrue(Math.abs(last - 3_003_000_000L) < 30_000_000, "the last is at " + last);
    }
  }

  @Test
  void aVideoWithoutMetadataIsTakenAndWhatIsNoVideoIsNot() throws Exception {
    Path bare = folder.resolve("bare.mp4");
    GoProFile.write(bare, 10, List.of(), null);
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    try (Library library = Library.open(folder.resolve("library"))) {
      assertTrue(
          read(library, bare).notes().stream()
              .anyMatch(note -> note.startsWith("It has no metadata track")));
      IOException e = assertThrows(IOException.class, () -> read(library, text));
      assertTrue(String.valueOf(e.getMessage()).contains("text.mp4"), e.getMessage());
      assertEquals(1, library.list().size());
      try (Stream<Path> all = Files.walk(library.episodes())) {
        assertEquals(1, all.filter(path -> path.endsWith("episode.mcap")).count());
      }
    }
  }

  @Test
  void nothingInMetadataMakesTheReaderFail() {
    Random random = new Random(11);
    byte[] good = second(1, 0, 40, true);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes =
          random.nextInt(3) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
        // Headers more often than values.
        int at = random.nextInt(random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length);
        bytes[at] = (byte) random.nextInt();
      }
      try {
        ImuPayload.read(bytes);
        read++;
      } catch (GpmfException e) {
        assertTrue(e.getMessage() != null);
      }
    }
    assertTrue(read > 100 && read < 19_900, read + " of 20000 were read");
  }

  @Test
  void everyNumberTypeIsRead() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(GpmfBytes.item("AAAA", 'b', 1, 2, new byte[] {-1, 2}));
    all.writeBytes(GpmfBytes.item("BBBB", 'B', 1, 1, new byte[] {-1}));
    all.writeBytes(GpmfBytes.item("CCCC", 'S', 2, 1, new byte[] {-1, -1}));
    all.writeBytes(GpmfBytes.item("DDDD", 'q', 4, 1, new byte[] {0, 1, (byte) 0x80, 0}));
    all.writeBytes(
        GpmfBytes.item("EEEE", 'f', 4, 1, ByteBuffer.allocate(4).putFloat(1.5f).array()));
    all.writeBytes(
        GpmfBytes.item("FFFF", 'd', 8, 1, ByteBuffer.allocate(8).putDouble(-2.5).array()));
    List<GpmfItem> items = GpmfItem.read(all.toByteArray());
    List<List<Double>> numbers = new ArrayList<>();
    for (GpmfItem item : items) {
      numbers.add(Arrays.stream(item.numbers()).boxed().toList());
    }
    assertEquals(
        List.of(
            List.of(-1.0, 2.0),
            List.of(255.0),
            List.of(65_535.0),
            List.of(1.5),
            List.of(1.5),
            List.of(-2.5)),
        numbers);
  }
}
