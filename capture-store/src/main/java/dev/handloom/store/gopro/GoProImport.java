package dev.handloom.store.gopro;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.video.CameraFile;
import dev.handloom.store.video.PackedPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an episode of a GoPro's file: its video as it is packed, and its inertial unit.
public final class GoProImport {
  /// Studio time 0 is the first instant of the video's time line.
  static final String DEVICE = "gopro";

  private static final DateTimeFormatter GPS_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss.SSS", Locale.ROOT);

  /// What GoPro does not say: how the inertial unit's time lies to that of the pictures.
  private static final long IMU_DOUBT_NANOS = 20_000_000L;

  private static final double MOST_ACCELERATION = 400;
  private static final double MOST_TURN = 70;
  private static final int AXES = 3;

  /// What came of an import.
  ///
  /// @param notes what a person should know of it, as they stand in the manifest
  public record Imported(Bundle bundle, Manifest manifest, List<String> notes) {}

  private final Library library;
  private final String task;
  private final String person;
  private final String software;

  /// @param task of the episodes
  /// @param person empty if unknown
  /// @param software what imports, as a manifest has it
  public GoProImport(Library library, String task, String person, String software) {
    this.library = library;
    this.task = task;
    this.person = person;
    this.software = software;
  }

  /// One sensor over the whole file.
  private static final class Sensor {
    final String name;
    final List<ImuPayload> payloads = new ArrayList<>();
    final SampleTimes times = new SampleTimes();
    final List<Long> firsts = new ArrayList<>();
    long missing;
    long base;
    long next;

    Sensor(String name) {
      this.name = name;
    }

    void add(ImuPayload payload, long ptsMicros, long durationMicros) {
      // A camera that does not count is believed to have lost nothing.
      long first = next;
      if (payloads.isEmpty()) {
        base = Math.max(0, payload.before());
      } else if (payload.before() - base >= next) {
        first = payload.before() - base;
        missing += first - next;
      }
      next = first + payload.samples();
      payloads.add(payload);
      firsts.add(first);
      times.add(ptsMicros, durationMicros, payload.stampMicros(), first, payload.samples());
    }
  }

  /// All that is read of a file while its pictures are copied.
  private static final class Reading implements CameraFile.Sink {
    final List<PackedPicture> pictures = new ArrayList<>();
    final Sensor acceleration = new Sensor(ImuPayload.ACCELERATION);
    final Sensor turning = new Sensor(ImuPayload.TURNING);
    @Nullable String device;
    @Nullable String gpsTime;
    long gpsMicros;
    int damaged;

    @Override
    public void picture(PackedPicture picture) {
      pictures.add(picture);
    }

    @Override
    public void metadata(long ptsMicros, long durationMicros, byte[] bytes) {
      ImuPayload.Read read;
      try {
        read = ImuPayload.read(bytes);
      } catch (GpmfException e) {
        damaged++;
        return;
      }
      device = device == null ? read.device() : device;
      if (gpsTime == null && read.gpsTime() != null) {
        gpsTime = read.gpsTime();
        gpsMicros = ptsMicros;
      }
      for (ImuPayload each : read.sensors()) {
        if (each.samples() > 0) {
          (each.sensor().equals(ImuPayload.ACCELERATION) ? acceleration : turning)
              .add(each, ptsMicros, durationMicros);
        }
      }
    }
  }

  /// Imports one file. If that is not possible nothing is left of it in the library.
  public Imported read(Path file) throws IOException {
    try (CameraFile source = CameraFile.open(file)) {
      Instant begun = created(source, file);
      Bundle bundle = new Bundle(EpisodeId.at(begun).under(library.episodes()));
      Durable.makeFolders(bundle.folder());
      try {
        Imported made = read(source, file, bundle, begun);
        library.add(bundle);
        return made;
      } catch (IOException | RuntimeException e) {
        remove(bundle);
        throw e;
      }
    }
  }

  private static void remove(Bundle bundle) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(bundle.folder())) {
      files = all.toList();
    }
    for (Path each : files) {
      Files.delete(each);
    }
    Files.delete(bundle.folder());
  }

  /// As the camera's own clock says, which knows no time zone.
  private static Instant created(CameraFile source, Path file) throws IOException {
    try {
      return Instant.parse(source.word("creation_time"));
    } catch (DateTimeException e) {
      return Files.getLastModifiedTime(file).toInstant();
    }
  }

  private Imported read(CameraFile source, Path file, Bundle bundle, Instant begun)
      throws IOException {
    String video = DEVICE + Bundle.VIDEO_SUFFIX;
    Reading reading = new Reading();
    try (DiskFile into = Disk.ofThisMachine().create(bundle.video(video))) {
      source.copy(into, reading);
      into.force();
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "Imported from "
            + file.getFileName()
            + (reading.device == null ? "" : " of a " + reading.device)
            + ", SHA-256 "
            + FileHash.sha256(file));
    StudioClock.Anchor anchor = anchor(source, reading, begun, notes);
    ImportLog log = new ImportLog(bundle, task, person, anchor, software);
    Manifest.CameraEntry camera;
    long stop;
    try (log) {
      StreamSpec pictures =
          StreamSpec.video(
              DEVICE + "/video",
              new FrameFormat(source.width(), source.height(), FrameFormat.Pixels.BGRA),
              source.hz(),
              DeviceTicks.MICROS_64);
      long period = Math.round(1e9 / source.hz());
      log.pictures(pictures, video, reading.pictures, period);
      sensor(log, reading.acceleration, "accel", notes);
      sensor(log, reading.turning, "gyro", notes);
      stop = log.write() + period;
      camera =
          new Manifest.CameraEntry(
              pictures.name(),
              video,
              source.codec(),
              source.width(),
              source.height(),
              reading.pictures.size(),
              Files.size(bundle.video(video)),
              "",
              "as the camera packed it",
              0);
    }
    notes.addAll(left(source, reading));
    Manifest manifest =
        new Manifest(
            Manifest.SCHEMA,
            bundle.id().text(),
            task,
            person,
            ImportLog.RIG,
            Manifest.State.COMPLETE,
            "",
            new Manifest.Times(0, stop, anchor),
            log.entries(),
            List.of(camera),
            List.of(),
            List.of(),
            notes,
            List.of(FileHash.entry(bundle.mcap()), FileHash.entry(bundle.video(video))),
            software,
            List.of());
    ManifestFile.write(bundle, manifest);
    Durable.forceFolder(bundle.folder());
    return new Imported(bundle, manifest, List.copyOf(notes));
  }

  private static List<String> left(CameraFile source, Reading reading) {
    List<String> left = new ArrayList<>();
    if (!source.hasMetadata()) {
      left.add("It has no metadata track: there is no inertial unit in this episode");
    }
    if (reading.damaged > 0) {
      left.add(reading.damaged + " pieces of its metadata are damaged and were left out");
    }
    String code = source.word("timecode");
    if (!code.isEmpty()) {
      left.add("Time code of its first picture: " + code);
    }
    return left;
  }

  private static StudioClock.Anchor anchor(
      CameraFile source, Reading reading, Instant begun, List<String> notes) {
    String gps = reading.gpsTime;
    if (gps != null) {
      try {
        Instant then = LocalDateTime.parse(gps, GPS_TIME).toInstant(ZoneOffset.UTC);
        notes.add("Dated by its GPS receiver, which says its time once a second");
        return new StudioClock.Anchor(
            0, then.toEpochMilli() * 1_000_000L - reading.gpsMicros * 1000, 1_000_000_000L);
      } catch (DateTimeException e) {
        notes.add("Its GPS receiver's time is none: " + gps);
      }
    }
    notes.add(
        source.word("creation_time").isEmpty()
            ? "The file does not say when it was made; the time of the file itself was taken"
            : "Dated by the camera's own clock, which knows no time zone and may be off");
    return new StudioClock.Anchor(0, begun.toEpochMilli() * 1_000_000L, 1_000_000_000L);
  }

  private static void sensor(ImportLog log, Sensor sensor, String name, List<String> notes)
      throws IOException {
    if (sensor.payloads.isEmpty()) {
      return;
    }
    sensor.times.fit();
    boolean acceleration = sensor.name.equals(ImuPayload.ACCELERATION);
    double most = acceleration ? MOST_ACCELERATION : MOST_TURN;
    List<Channel> channels = new ArrayList<>();
    for (int axis = 1; axis <= AXES; axis++) {
      channels.add(
          new Channel(
              "axis" + axis,
              acceleration ? Unit.METRE_PER_SECOND_SQUARED : Unit.RADIAN_PER_SECOND,
              -most,
              most));
    }
    double hz = Double.isNaN(sensor.times.hz()) ? 200 : sensor.times.hz();
    StreamSpec spec = StreamSpec.signal(DEVICE + "/" + name, channels, hz, DeviceTicks.MICROS_64);
    long bound = IMU_DOUBT_NANOS + Math.round(sensor.times.worstMicros() * 1000);
    List<Sample> samples = new ArrayList<>();
    for (int p = 0; p < sensor.payloads.size(); p++) {
      ImuPayload payload = sensor.payloads.get(p);
      for (int i = 0; i < payload.samples(); i++) {
        long number = sensor.firsts.get(p) + i;
        long micros = Math.round(sensor.times.micros(p, i, number));
        if (micros < 0) {
          continue;
        }
        Sample sample = new Sample(spec);
        System.arraycopy(payload.values(), AXES * i, sample.values, 0, AXES);
        sample.sequence = number;
        sample.deviceTicks = micros;
        sample.captureNanos = micros * 1000;
        sample.arrivalNanos = sample.captureNanos;
        sample.boundNanos = bound;
        samples.add(sample);
      }
    }
    log.samples(spec, samples);
    notes.add(words(sensor, name, hz));
  }

  private static String words(Sensor sensor, String name, double hz) {
    ImuPayload first = sensor.payloads.getFirst();
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "%s: %.2f Hz", name, hz));
    words.append(
        sensor.times.even()
            ? String.format(Locale.ROOT, ", even within %.1f ms", sensor.times.worstMicros() / 1000)
            : ", not at an even pace: each second was divided by itself");
    words.append("; axes as the file has them");
    if (!first.axes().isEmpty()) {
      words.append(" (").append(first.axes()).append(')');
    }
    String unit = sensor.name.equals(ImuPayload.ACCELERATION) ? "m/s²" : "rad/s";
    if (!first.unit().isEmpty() && !first.unit().equals(unit)) {
      words.append("; the file calls the unit ").append(first.unit());
    }
    if (sensor.missing > 0) {
      words.append("; ").append(sensor.missing).append(" samples are missing by its count");
    }
    return words.toString();
  }
}
