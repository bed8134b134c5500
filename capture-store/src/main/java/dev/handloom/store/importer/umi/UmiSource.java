package dev.handloom.store.importer.umi;

import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.importer.rows.EvenRows;
import dev.handloom.store.umi.PackedBeyond;
import dev.handloom.store.umi.UmiBuffer;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The episodes of a replay buffer.
final class UmiSource implements ImportSource {
  /// UMI's cameras run so; buffers do not say.
  private static final double UMI_HZ = 60_000.0 / 1001;

  /// As diffusion-policy's own tasks run.
  private static final double OTHER_HZ = 10;

  private static final Pattern ROBOT = Pattern.compile("(robot[0-9]+)_eef_pos");
  private static final int MOST_CHANNELS = 4096;
  private static final long MOST_NUMBERS = 1 << 23;
  private static final double WIDEST_METRES = 0.5;
  private static final double SMALLEST_TURN = 1e-9;
  private static final double SECOND_NANOS = 1e9;
  private static final String TIMES = "timestamp";

  private final Path place;
  private final UmiBuffer buffer;
  private final DatasetFindings findings;
  private final long[] ends;
  private final double hz;
  private final long datedUnixNanos;

  UmiSource(Path place, UmiBuffer buffer, DatasetFindings findings) throws IOException {
    this.place = place;
    this.buffer = buffer;
    this.findings = findings;
    long[] said = buffer.ends();
    int sound = 0;
    long rows =
        buffer.columns().stream()
            .mapToLong(name -> buffer.column(name).header().rows())
            .max()
            .orElse(0);
    long before = 0;
    while (sound < said.length && said[sound] > before && said[sound] <= rows) {
      before = said[sound++];
    }
    if (sound < said.length) {
      findings.add(
          Code.EPISODE_ORDER,
          UmiBuffer.ENDS,
          sound,
          "It ends at row "
              + said[sound]
              + ", which cannot be; it and those after it are left out");
    }
    ends = java.util.Arrays.copyOf(said, sound);
    if (ends.length == 0) {
      throw new IOException("Nothing can be imported: it has no whole episode. " + place);
    }
    boolean umi = buffer.columns().stream().anyMatch(name -> ROBOT.matcher(name).matches());
    hz = buffer.rate() > 0 ? buffer.rate() : umi ? UMI_HZ : OTHER_HZ;
    datedUnixNanos = Files.getLastModifiedTime(place).toMillis() * 1_000_000L;
    buffer
        .file()
        .unreadable()
        .forEach((name, why) -> findings.add(Code.COLUMN_TYPE, name, why.replaceAll("\\.$", "")));
  }

  @Override
  public String format() {
    return "UMI replay buffer";
  }

  @Override
  public int episodes() {
    return ends.length;
  }

  @Override
  public String name(int at) {
    return "episode " + at;
  }

  @Override
  public EpisodeDraft read(int at) throws IOException {
    long from = at == 0 ? 0 : ends[at - 1];
    int rows = Math.toIntExact(ends[at] - from);
    double[] clock = new double[0];
    if (buffer.columns().contains(TIMES)) {
      double[] said = numbers(TIMES, at, from, rows);
      clock = said == null ? clock : said;
    }
    EvenRows times =
        EvenRows.of(rows, hz, clock, datedUnixNanos + Math.round(from / hz * SECOND_NANOS));
    List<String> notes = new ArrayList<>();
    notes.add(times.words());
    Set<String> taken = new HashSet<>(List.of(TIMES));
    List<Numbers> numbers = new ArrayList<>();
    List<Pictures> pictures = new ArrayList<>();
    for (String name : buffer.columns()) {
      Matcher matcher = ROBOT.matcher(name);
      if (matcher.matches()) {
        robot(matcher.group(1), at, from, rows, times, numbers, taken);
      }
    }
    for (String name : buffer.columns()) {
      ZarrArray column = buffer.column(name);
      if (UmiBuffer.pictures(column.header())) {
        camera(name, column, at, from, rows, times, pictures, notes);
      } else if (!taken.contains(name)) {
        plain(name, at, from, rows, times, numbers);
      }
    }
    if (numbers.isEmpty() && pictures.isEmpty()) {
      throw new IOException("It has neither numbers nor pictures that can be read");
    }
    return new EpisodeDraft(
        "episode " + at + " of “" + called() + "”, " + format(),
        buffer.task(at),
        "",
        "",
        times.beganUnixNanos(),
        times.doubtNanos(),
        times.stopNanos(),
        numbers,
        pictures,
        notes,
        List.of());
  }

  /// The file's own name, or its folder's where all are called alike.
  private String called() {
    Path whole = place.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    return String.valueOf(
        folder != null && whole.endsWith(UmiBuffer.FILE)
            ? folder.getFileName()
            : whole.getFileName());
  }

  private double @org.jspecify.annotations.Nullable [] numbers(
      String name, int episode, long from, int rows) {
    ZarrArray column = buffer.column(name);
    try {
      if (column.header().rows() < from + rows || column.header().shape().isEmpty()) {
        throw new IOException("It has fewer rows than there are");
      }
      long each = column.header().rowElements();
      if (each > MOST_CHANNELS || each * rows > MOST_NUMBERS) {
        throw new IOException("It has too many numbers in a row");
      }
      return column.doubles(from, rows);
    } catch (IOException e) {
      findings.add(
          Code.UNREADABLE,
          name,
          episode,
          "It was left out: " + String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
      return null;
    }
  }

  private void robot(
      String robot,
      int episode,
      long from,
      int rows,
      EvenRows times,
      List<Numbers> numbers,
      Set<String> taken) {
    String turned = robot + "_eef_rot_axis_angle";
    // What was derived of the poses is derived again by an export.
    taken.add(robot + "_demo_start_pose");
    taken.add(robot + "_demo_end_pose");
    if (buffer.columns().contains(turned)) {
      double[] places = numbers(robot + "_eef_pos", episode, from, rows);
      double[] turns = numbers(turned, episode, from, rows);
      if (places != null
          && turns != null
          && places.length == 3 * rows
          && turns.length == 3 * rows) {
        double[][] values = new double[rows][];
        for (int row = 0; row < rows; row++) {
          values[row] = pose(places, turns, 3 * row);
        }
        add(numbers, EvenRows.poses(robot + "/pose", hz), times, values);
        taken.add(robot + "_eef_pos");
        taken.add(turned);
      }
    }
    String open = robot + "_gripper_width";
    double[] widths = buffer.columns().contains(open) ? numbers(open, episode, from, rows) : null;
    if (widths != null && widths.length == rows) {
      double[][] values = new double[rows][];
      for (int row = 0; row < rows; row++) {
        values[row] = new double[] {widths[row]};
      }
      Channel width = new Channel("width", Unit.METRE, -WIDEST_METRES, WIDEST_METRES);
      add(
          numbers,
          StreamSpec.signal(robot + "/gripper", List.of(width), hz, DeviceTicks.MADE_UP),
          times,
          values);
      taken.add(open);
    }
  }

  private static double[] pose(double[] places, double[] turns, int at) {
    Vec3 axis = new Vec3(turns[at], turns[at + 1], turns[at + 2]);
    double angle = Math.sqrt(axis.x() * axis.x() + axis.y() * axis.y() + axis.z() * axis.z());
    Quat q = angle < SMALLEST_TURN ? Quat.IDENTITY : Quat.about(axis, angle);
    return new double[] {places[at], places[at + 1], places[at + 2], q.x(), q.y(), q.z(), q.w()};
  }

  private static void add(
      List<Numbers> numbers, StreamSpec spec, EvenRows times, double[][] values) {
    numbers.add(new Numbers(spec, times.nanos(), values, Sample.UNBOUNDED));
  }

  private void plain(
      String name, int episode, long from, int rows, EvenRows times, List<Numbers> numbers) {
    double[] flat = numbers(name, episode, from, rows);
    if (flat == null || flat.length < rows) {
      return;
    }
    int width = flat.length / rows;
    double[] low = new double[width];
    double[] high = new double[width];
    double[][] values = new double[rows][width];
    java.util.Arrays.fill(low, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        double value = flat[row * width + i];
        values[row][i] = value;
        if (Double.isFinite(value)) {
          low[i] = Math.min(low[i], value);
          high[i] = Math.max(high[i], value);
        }
      }
    }
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      boolean any = low[i] <= high[i];
      double margin = any ? 0.05 * (high[i] - low[i]) + 1e-3 * Math.max(1, Math.abs(high[i])) : 1;
      channels.add(
          new Channel(
              "v" + i,
              Unit.UNKNOWN,
              any ? low[i] - margin : -margin,
              any ? high[i] + margin : margin));
    }
    add(numbers, StreamSpec.signal(slug(name), channels, hz, DeviceTicks.MADE_UP), times, values);
  }

  private void camera(
      String name,
      ZarrArray column,
      int episode,
      long from,
      int rows,
      EvenRows times,
      List<Pictures> pictures,
      List<String> notes) {
    Optional<PackedBeyond> beyond = UmiBuffer.packedBeyondUs(column);
    if (beyond.isPresent()) {
      String how = beyond.get().how();
      String why =
          "Its pictures are packed as "
              + how
              + ", which cannot be unpacked here; its numbers were imported. "
              + beyond.get().advice()
              + ", and import it again";
      findings.add(Code.PICTURE_PACKED, name, why);
      notes.add("The pictures of " + name + " are missing: they were packed as " + how);
      return;
    }
    if (column.header().rows() < from + rows) {
      findings.add(Code.ROW_COUNT, name, episode, "It has fewer pictures than there are rows");
      return;
    }
    pictures.add(
        new Pictures(
            slug(name.replaceAll("_rgb$", "")) + "/video",
            hz,
            times.nanos(),
            !times.kept(),
            new From.Stills(new BufferStills(column, from, rows))));
  }

  private static String slug(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "x" : plain;
  }

  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
