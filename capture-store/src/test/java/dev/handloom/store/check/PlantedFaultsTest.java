package dev.handloom.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.check.LogSurgery.Cut;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.sync.EpisodeSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One take, whole, and every fault that can be planted in a copy of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedFaultsTest {
  private static final String GLOVE = "/glove/s0";
  private static final String CAMERA = "/camera/picture";

  private final Path folder;
  private int copies;

  @SuppressWarnings("NullAway.Init") // Recorded before all tests.
  private Bundle whole;

  PlantedFaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.glove("glove", Map.of("hz", "200")), FakeRig.camera("camera", 160, 120, 30))) {
      whole = Takes.record(rig, folder.resolve("whole"), 66);
      // A machine that stands still for a second widens the bounds, and that is a finding. Here
      // only planted ones are wanted.
      for (int n = 1;
          !EpisodeCheck.check(whole, true, CheckProgress.none()).findings().isEmpty();
          n++) {
        assertTrue(n < 20, "no take without findings on this machine");
        whole = Takes.record(rig, folder.resolve("whole-" + n), 66);
      }
    }
  }

  /// What is done to a bundle.
  interface Planting {
    void into(Bundle bundle) throws Exception;
  }

  record Fault(Code code, String what, Planting planting) {
    @Override
    public String toString() {
      return code.id() + " " + what;
    }
  }

  private static Fault fault(Code code, String what, Planting planting) {
    return new Fault(code, what, planting);
  }

  private static Fault manifest(Code code, String what, String pattern, String with) {
    return fault(
        code,
        what,
        bundle -> {
          String before = Files.readString(bundle.manifest());
          String after = Pattern.compile(pattern).matcher(before).replaceFirst(with);
          assertTrue(!after.equals(before), pattern);
          Files.writeString(bundle.manifest(), after);
        });
  }

  private static Fault log(Code code, String what, Cut cut) {
    return fault(code, what, bundle -> LogSurgery.operate(bundle, cut));
  }

  private static Fault shift(Code code, String what, String field, int from, int to, long nanos) {
    return log(code, what, LogSurgery.set(GLOVE, from, to, field, before -> (Long) before + nanos));
  }

  private static Fault journal(Code code, String what, String line) {
    return fault(
        code,
        what,
        bundle -> {
          new ReviewJournal(bundle.review())
              .append(List.of(ReviewEntry.now("", ReviewEntry.What.TAG, "good")));
          Files.writeString(bundle.review(), line, StandardOpenOption.APPEND);
        });
  }

  private static SecondTimes.Stream early(SecondTimes.Stream stream) {
    ClockCorrection moved =
        new ClockCorrection(DeviceTicks.MICROS_32, stream.spans()).moved(-2_000_000_000L, 0);
    return new SecondTimes.Stream(stream.stream(), stream.path(), moved.spans());
  }

  private static void flip(Path file, double where) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (where * (bytes.length - 1))] ^= 0x20;
    Files.write(file, bytes);
  }

  /// Every second capture is a fifth of a millisecond late, and the bounds leave no room for it.
  /// (What a machine itself adds is none where it is quiet.)
  private static Cut unsteadyAndSure() {
    return new Cut() {
      @Override
      public DynamicMessage.Builder message(String of, int index, DynamicMessage.Builder message) {
        if (of.equals(GLOVE)) {
          Descriptor type = message.getDescriptorForType();
          FieldDescriptor capture = type.findFieldByName("capture_nanos");
          message.setField(type.findFieldByName("bound_nanos"), 1L);
          message.setField(capture, (Long) message.getField(capture) + index % 2 * 200_000L);
        }
        return message;
      }
    };
  }

  private static Cut drop(String topic, int from, int to) {
    return new Cut() {
      @Override
      public DynamicMessage.@Nullable Builder message(
          String of, int index, DynamicMessage.Builder message) {
        return of.equals(topic) && index >= from && index < to ? null : message;
      }
    };
  }

  private static Cut metadata(String key, String value) {
    return new Cut() {
      @Override
      public Map<String, String> metadata(String name, Map<String, String> entries) {
        Map<String, String> changed = new java.util.LinkedHashMap<>(entries);
        changed.replace(key, value);
        return changed;
      }
    };
  }

  static Stream<Fault> faults() {
    return Stream.of(
        fault(
            Code.UNFINISHED,
            "a marker that was left",
            b ->
                Files.writeString(
                    b.marker(),
                    ManifestFile.json(
                        new TakeMarker(
                            b.id().text(),
                            "",
                            "",
                            "",
                            0,
                            ManifestFile.read(b).times().anchor(),
                            "")))),
        fault(Code.MANIFEST_MISSING, "no manifest", b -> Files.delete(b.manifest())),
        fault(Code.MANIFEST_DAMAGED, "half a manifest", b -> flipHalf(b.manifest())),
        manifest(Code.NEWER_LAYOUT, "a newer layout", "\"schema\" : 1", "\"schema\" : 2"),
        manifest(Code.WRONG_ID, "another's manifest", "\"id\" : \"2", "\"id\" : \"1"),
        manifest(Code.RECOVERED, "recovered", "COMPLETE", "RECOVERED"),
        manifest(
            Code.TIMES_WRONG, "ends before it begins", "\"stopNanos\" : \\d+", "\"stopNanos\" : 1"),
        fault(Code.FILE_MISSING, "no data", b -> Files.delete(b.mcap())),
        fault(Code.FILE_MISSING, "no video", b -> Files.delete(b.video("camera.mp4"))),
        fault(Code.FILE_CHANGED, "a bit of the data", b -> flip(b.mcap(), 0.4)),
        fault(Code.FILE_CHANGED, "a bit of the video", b -> flip(b.video("camera.mp4"), 0.4)),
        fault(
            Code.FILE_CHANGED,
            "a byte more",
            b -> Files.write(b.mcap(), new byte[1], StandardOpenOption.APPEND)),
        manifest(Code.FILE_CHANGED, "another checksum", "\"sha256\" : \"..", "\"sha256\" : \"zz"),
        fault(
            Code.FILE_UNKNOWN,
            "a stray file",
            b -> Files.writeString(b.folder().resolve("notes.txt"), "mine")),
        manifest(
            Code.FILE_NAME,
            "a name that leads out",
            "\"name\" : \"episode.mcap\"",
            "\"name\" : \"../episode.mcap\""),
        manifest(
            Code.FILE_UNLISTED,
            "no checksum of the data",
            "\\{\\s*\"name\" : \"episode.mcap\",[^}]*\\},?",
            ""),
        fault(
            Code.LOG_DAMAGED,
            "a bit, and the checksum made good",
            b -> {
              flip(b.mcap(), 0.4);
              LogSurgery.rehash(b);
            }),
        fault(
            Code.LOG_DAMAGED,
            "the end cut, and the checksum made good",
            b -> {
              byte[] bytes = Files.readAllBytes(b.mcap());
              Files.write(b.mcap(), Arrays.copyOf(bytes, bytes.length - 300));
              LogSurgery.rehash(b);
            }),
        fault(
            Code.LOG_DAMAGED,
            "a bit of the index, and the checksum made good",
            b -> {
              flip(b.mcap(), 0.995);
              LogSurgery.rehash(b);
            }),
        fault(Code.LOG_INDEX, "another number in the statistics", b -> LogSurgery.lie(b, 0x0B, 0)),
        fault(Code.LOG_INDEX, "another time in the index", b -> LogSurgery.lie(b, 0x08, 0)),
        fault(Code.LOG_INDEX, "another place in the index", b -> LogSurgery.lie(b, 0x08, 16)),
        fault(Code.LOG_INDEX, "another time of a message", b -> LogSurgery.lie(b, 0x07, 6)),
        fault(Code.LOG_INDEX, "another place of a message", b -> LogSurgery.lie(b, 0x07, 14)),
        fault(Code.LOG_INDEX, "another place of the summary", b -> LogSurgery.lie(b, 0x0E, 1)),
        log(Code.LOG_OTHER, "another's data", metadata("id", "20200101-000000000-00000000")),
        manifest(
            Code.EVENTS_MISSING,
            "an event that nobody recorded",
            "\"events\" : \\[ *\\]",
            "\"events\" : [ {\"studioNanos\" : 1, \"kind\" : \"MARKER\", \"subject\" : \"\","
                + " \"count\" : 0, \"text\" : \"\"} ]"),
        manifest(
            Code.STREAM_MISSING, "a stream more", "\"name\" : \"glove/s0\"", "\"name\" : \"x/s0\""),
        manifest(
            Code.STREAM_UNKNOWN, "a stream less", "\\{\\s*\"name\" : \"glove/s0\",[^}]*\\},?", ""),
        manifest(
            Code.STREAM_DIFFERS, "another kind", "\"kind\" : \"SIGNAL\"", "\"kind\" : \"HAND\""),
        manifest(
            Code.STREAM_DIFFERS,
            "a smaller bound",
            "\"worstBoundNanos\" : \\d+",
            "\"worstBoundNanos\" : 5"),
        manifest(Code.COUNT, "a sample more", "\"samples\" : 6", "\"samples\" : 96"),
        log(Code.COUNT, "samples that went", drop(GLOVE, 20, 25)),
        log(Code.LOSS_UNDECLARED, "samples that went", drop(GLOVE, 20, 25)),
        manifest(Code.LOSS_UNDECLARED, "losses that were not", "\"lost\" : 0", "\"lost\" : 3"),
        manifest(Code.LOSS, "losses", "\"lost\" : 0", "\"lost\" : 3"),
        manifest(Code.RESTART, "restarts", "\"restarts\" : 0", "\"restarts\" : 1"),
        log(
            Code.SAMPLE_SHAPE,
            "a value too few",
            new Cut() {
              @Override
              public DynamicMessage.Builder message(
                  String of, int index, DynamicMessage.Builder message) {
                if (of.equals(GLOVE) && index == 7) {
                  message.clearField(message.getDescriptorForType().findFieldByName("values"));
                }
                return message;
              }
            }),
        log(Code.VALUE_BAD, "not a number", LogSurgery.set(GLOVE, 3, 4, "values", _ -> Double.NaN)),
        shift(Code.CAPTURE_LATE, "from the future", "capture_nanos", 30, 31, 2_000_000_000L),
        shift(Code.CAPTURE_BACK, "back in time", "capture_nanos", 30, 31, -400_000_000L),
        shift(Code.ARRIVAL_BACK, "arrived too early", "arrival_nanos", 30, 31, -900_000_000L),
        shift(Code.OUTSIDE_TAKE, "long before", "capture_nanos", 0, 10, -20_000_000_000L),
        log(
            Code.BOUND_WRONG,
            "a negative bound",
            LogSurgery.set(GLOVE, 5, 6, "bound_nanos", _ -> -5L)),
        log(
            Code.BOUND_WIDE,
            "a bound of three seconds",
            LogSurgery.set(GLOVE, 5, 6, "bound_nanos", _ -> 3_000_000_000L)),
        manifest(Code.UNBOUNDED, "times without a bound", "\"unbounded\" : 0", "\"unbounded\" : 4"),
        manifest(Code.RATE, "half the rate", "\"nominalHz\" : 200.0", "\"nominalHz\" : 400.0"),
        log(Code.BOUND_NARROW, "bounds of a nanosecond", unsteadyAndSure()),
        fault(
            Code.NO_SAMPLES,
            "a stream without samples",
            b -> {
              LogSurgery.operate(b, drop(GLOVE, 0, Integer.MAX_VALUE));
              String before = Files.readString(b.manifest());
              Files.writeString(
                  b.manifest(),
                  before.replaceAll("(\"nominalHz\" : 200.0[^}]*\"samples\" : )\\d+", "$10"));
            }),
        fault(
            Code.VIDEO_MORE,
            "a failed camera, and pictures after its last record",
            b -> {
              LogSurgery.operate(b, drop(CAMERA, 60, Integer.MAX_VALUE));
              String before = Files.readString(b.manifest());
              Files.writeString(
                  b.manifest(), before.replace("\"trouble\" : \"\"", "\"trouble\" : \"x\""));
            }),
        fault(
            Code.VIDEO_DAMAGED,
            "a video of nothing, and the checksum made good",
            b -> {
              Files.write(b.video("camera.mp4"), new byte[4000]);
              LogSurgery.rehash(b);
            }),
        log(Code.VIDEO_COUNT, "records that went", drop(CAMERA, 10, 12)),
        log(
            Code.VIDEO_RECORD,
            "another picture's checksum",
            LogSurgery.set(CAMERA, 4, 5, "packet_crc32", before -> (Integer) before + 1)),
        log(
            Code.VIDEO_RECORD,
            "a picture at another time",
            LogSurgery.set(CAMERA, 4, 5, "video_pts_micros", before -> (Long) before + 1)),
        log(
            Code.VIDEO_RECORD,
            "a key frame that is none",
            LogSurgery.set(CAMERA, 0, 1, "key_frame", before -> !(Boolean) before)),
        fault(
            Code.VIDEO_RECORD,
            "bits of the video, and the checksum made good",
            b -> {
              // Between the pictures lie bytes that nobody reads: one of these is in a picture.
              for (int n = 0; n < 20; n++) {
                flip(b.video("camera.mp4"), 0.3 + n * 0.02);
              }
              LogSurgery.rehash(b);
            }),
        manifest(
            Code.CAMERA_FAILED, "a failed camera", "\"trouble\" : \"\"", "\"trouble\" : \"x\""),
        manifest(Code.VIDEO_DIFFERS, "another size", "\"width\" : 160", "\"width\" : 640"),
        manifest(
            Code.CAMERA_STREAM,
            "a camera of no stream",
            "\"stream\" : \"camera/picture\"",
            "\"stream\" : \"other/picture\""),
        journal(Code.REVIEW_DAMAGED, "a cut line", "{\"v\":2,\"unixNa"),
        journal(Code.REVIEW_NEWER, "a newer line", "{\"v\":7,\"what\":\"DREAM\"}\n"),
        fault(
            Code.SECOND_DAMAGED,
            "half of the second times",
            b -> {
              EpisodeSync.keep(b, "test");
              byte[] bytes = Files.readAllBytes(b.secondTimes());
              Files.write(b.secondTimes(), Arrays.copyOf(bytes, bytes.length / 2));
            }),
        fault(
            Code.SECOND_DAMAGED,
            "knots that do not rise",
            b -> {
              EpisodeSync.keep(b, "test");
              String text = Files.readString(b.secondTimes());
              Files.writeString(
                  b.secondTimes(), text.replaceFirst("\"at\":\\[", "\"at\":[9000000000000,"));
            }),
        fault(
            Code.SECOND_OTHER,
            "second times of another take",
            b -> {
              EpisodeSync.keep(b, "test");
              String text = Files.readString(b.secondTimes());
              Files.writeString(
                  b.secondTimes(), text.replaceFirst("\"ofSha256\":\"....", "\"ofSha256\":\"0000"));
            }),
        fault(
            Code.SECOND_CONTRADICTS,
            "second times that are two seconds early",
            b -> {
              EpisodeSync.keep(b, "test");
              SecondTimes right = Objects.requireNonNull(SecondTimes.read(b));
              new SecondTimes(
                      right.schema(),
                      right.version(),
                      right.method(),
                      right.software(),
                      right.ofSha256(),
                      right.streams().stream().map(PlantedFaultsTest::early).toList())
                  .write(b);
            }),
        fault(
            Code.SEGMENT_OUTSIDE,
            "a segment after the end",
            b ->
                new ReviewJournal(b.review())
                    .append(List.of(ReviewEntry.segment("", "late", 0, 999_000_000_000L, "", "")))),
        fault(
            Code.SEGMENT_OUTSIDE,
            "a use after the end",
            b ->
                new ReviewJournal(b.review())
                    .append(List.of(ReviewEntry.use("", 0, 999_000_000_000L)))));
  }

  private static void flipHalf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /// In a library of its own.
  private Bundle copy() throws IOException {
    Path library = folder.resolve("copy-" + copies++);
    Bundle copy = new Bundle(whole.id().under(library.resolve("episodes")));
    Files.createDirectories(copy.folder());
    try (Stream<Path> files = Files.list(whole.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.folder().resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Set<Code> codes(CheckReport report) {
    return report.findings().stream().map(Finding::code).collect(Collectors.toSet());
  }

  @Test
  void aWholeEpisodeHasNoFindings() throws Exception {
    assertEquals(List.of(), EpisodeCheck.check(copy(), true, CheckProgress.none()).findings());
    Bundle operated = copy();
    LogSurgery.operate(operated, new Cut() {});
    assertEquals(
        List.of(),
        EpisodeCheck.check(operated, true, CheckProgress.none()).findings(),
        "the surgery itself plants nothing");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void thePlantedFaultIsFound(Fault fault) throws Exception {
    Bundle bundle = copy();
    fault.planting().into(bundle);
    CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    assertTrue(codes(report).contains(fault.code()), report.findings().toString());
    for (Finding finding : report.findings()) {
      assertTrue(!finding.message().isBlank() && !finding.remedy().isBlank(), finding.toString());
    }
  }

  @Test
  void aFindingHasTheTimeAtWhichItWas() throws Exception {
    Bundle bundle = copy();
    LogSurgery.operate(
        bundle,
        LogSurgery.set(GLOVE, 30, 31, "capture_nanos", before -> (Long) before + 2_000_000_000L));
    CheckReport report = EpisodeCheck.check(bundle, false, CheckProgress.none());
    Finding late =
        report.findings().stream()
            .filter(f -> f.code() == Code.CAPTURE_LATE)
            .findFirst()
            .orElseThrow();
    // Thirty samples at 200 a second, and two seconds.
    long nanos = Objects.requireNonNull(report.takeNanos(late));
    assertTrue(nanos > 2_000_000_000L && nanos < 2_400_000_000L, nanos + "");
  }

  /// What is done to a library that is open.
  interface LibraryPlanting {
    void into(Path folder, Bundle bundle, Statement catalogue) throws Exception;
  }

  private Set<Code> planted(LibraryPlanting planting) throws Exception {
    Bundle bundle = copy();
    Path place = Objects.requireNonNull(bundle.folder().getParent());
    for (int i = 0; i < 4; i++) {
      place = Objects.requireNonNull(place.getParent());
    }
    try (Library library = Library.open(place)) {
      assertEquals(List.of(), LibraryCheck.of(library, false, CheckProgress.none()).library());
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + place.resolve("library.db"));
          Statement statement = connection.createStatement()) {
        planting.into(place, bundle, statement);
      }
      LibraryCheck.Outcome outcome = LibraryCheck.of(library, false, CheckProgress.none());
      Set<Code> codes = EnumSet.noneOf(Code.class);
      outcome.episodes().forEach(report -> codes.addAll(codes(report)));
      outcome.library().forEach(finding -> codes.add(finding.code()));
      return codes;
    }
  }

  @Test
  void aCatalogueThatDoesNotFitIsFound() throws Exception {
    assertEquals(Set.of(), planted((_, _, _) -> {}));
    assertEquals(
        Set.of(Code.CATALOGUE_DIFFERS),
        planted((_, _, db) -> db.execute("UPDATE episode SET verdict = 'FAIL'")));
    assertEquals(
        Set.of(Code.CATALOGUE_MISSING), planted((_, _, db) -> db.execute("DELETE FROM episode")));
    assertEquals(
        Set.of(Code.CATALOGUE_GONE),
        planted((_, _, db) ->
            db.execute(
                "INSERT INTO episode SELECT 999,"
                    + " '20200101-000000000-00000000', task, person, rig, start_unix_ns,"
                    + " duration_ns, state, bytes, streams, cameras, missing, worst_bound_ns,"
                    + " verdict, score, reason, tags, note, segments, use_from_ns, use_to_ns,"
                    + " checked_unix_ns, worst_finding, trashed, stamp FROM episode")));
    assertEquals(
        Set.of(Code.WRONG_PLACE),
        planted((place, bundle, _) -> {
          Path day = Files.createDirectories(place.resolve("episodes/2020/01/01"));
          Files.move(bundle.folder(), day.resolve(bundle.id().text()));
        }));
    assertEquals(
        Set.of(Code.TWICE),
        planted((place, bundle, _) -> {
          Path twin = Files.createDirectories(place.resolve("trash").resolve(bundle.id().text()));
          Files.copy(bundle.manifest(), twin.resolve("episode.json"));
        }));
    assertEquals(
        Set.of(Code.CATALOGUE_DAMAGED),
        planted((_, _, db) -> {
          db.execute("PRAGMA writable_schema=ON");
          db.execute(
              "UPDATE sqlite_schema SET sql = replace(sql, 'rig)', 'task)') WHERE name ="
                  + " 'episode_rig'");
          db.execute("PRAGMA schema_version = 4711");
        }));
  }

  @Test
  void everyFindingIsWrittenDownAndNoIdIsGivenTwice() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "findings.md"));
    Set<String> ids = Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toSet());
    assertEquals(Code.values().length, ids.size());
    StringBuilder table = new StringBuilder();
    for (Code code : Code.values()) {
      table
          .append("| `")
          .append(code.id())
          .append("` | ")
          .append(code.severity().word())
          .append(" | ")
          .append(code.meaning())
          .append(" | ")
          .append(code.remedy())
          .append(" |\n");
    }
    assertTrue(page.contains(table), "docs/findings.md must hold:\n" + table);
    assertEquals(
        ids,
        Pattern.compile("HL-[EWN]\\d{3}")
            .matcher(page)
            .results()
            .map(r -> r.group())
            .collect(Collectors.toSet()));
  }
}
