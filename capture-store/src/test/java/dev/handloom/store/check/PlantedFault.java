package dev.handloom.store.check;

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
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.sync.EpisodeSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A fault that is planted in a copy of a whole take, and how it must be called when it is found.
record PlantedFault(Code code, String what, Planting planting) {
  /// Of the take that the faults are planted in.
  static final String GLOVE = "/glove/s0";

  private static final String CAMERA = "/camera/picture";

  /// What is done to a bundle.
  interface Planting {
    void into(Bundle bundle) throws Exception;
  }

  @Override
  public String toString() {
    return code.id() + " " + what;
  }

  private static PlantedFault fault(Code code, String what, Planting planting) {
    return new PlantedFault(code, what, planting);
  }

  private static PlantedFault manifest(Code code, String what, String pattern, String with) {
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

  private static PlantedFault log(Code code, String what, Cut cut) {
    return fault(code, what, bundle -> LogSurgery.operate(bundle, cut));
  }

  private static PlantedFault shift(
      Code code, String what, String field, int from, int to, long nanos) {
    return log(code, what, LogSurgery.set(GLOVE, from, to, field, before -> (Long) before + nanos));
  }

  private static PlantedFault journal(Code code, String what, String line) {
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

  static Stream<PlantedFault> all() {
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
                      right.streams().stream().map(PlantedFault::early).toList())
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
}
