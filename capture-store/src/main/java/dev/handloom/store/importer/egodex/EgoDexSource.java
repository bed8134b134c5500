package dev.handloom.store.importer.egodex;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.egodex.EgoDexEpisode;
import dev.handloom.store.egodex.EgoDexFolder;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.hdf5.Hdf5Dataset;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.importer.rows.EvenRows;
import dev.handloom.store.payload.LensNumbers;
import dev.handloom.store.video.VideoWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The episodes of a folder, or a single one.
final class EgoDexSource implements ImportSource {
  private static final String CAMERA = "head-camera/video";
  private static final int MOST_ROWS = 1 << 20;

  private final Path dataset;
  private final List<Path> files;
  private final DatasetFindings findings;

  EgoDexSource(Path dataset, List<Path> files, DatasetFindings findings) {
    this.dataset = dataset;
    this.files = files;
    this.findings = findings;
  }

  @Override
  public String format() {
    return "EgoDex";
  }

  @Override
  public int episodes() {
    return files.size();
  }

  @Override
  public String name(int at) {
    Path file = files.get(at);
    return file.equals(dataset)
        ? String.valueOf(file.getFileName())
        : dataset.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public EpisodeDraft read(int at) throws IOException {
    try (EgoDexEpisode episode = EgoDexEpisode.open(files.get(at))) {
      return read(at, episode);
    }
  }

  private EpisodeDraft read(int at, EgoDexEpisode episode) throws IOException {
    Map<String, double[]> matrices = matrices(at, episode);
    if (matrices.isEmpty()) {
      throw new IOException("It has no transforms that can be read");
    }
    int rows = matrices.values().iterator().next().length / EgoDexEpisode.MATRIX;
    double hz = episode.rate();
    EvenRows times =
        EvenRows.of(
            rows,
            hz,
            clock(episode, rows),
            Files.getLastModifiedTime(files.get(at)).toMillis() * 1_000_000L);
    List<String> notes = new ArrayList<>();
    notes.add(times.words());
    HandRows hands = new HandRows(matrices, times);
    List<Numbers> numbers = new ArrayList<>(hands.camera());
    for (HandSide side : HandSide.values()) {
      List<Numbers> hand = hands.hand(side);
      if (hand.isEmpty()) {
        notes.add("It has no whole " + side.name().toLowerCase(Locale.ROOT) + " hand");
      }
      numbers.addAll(hand);
      numbers.addAll(hands.confidences(side, confidences(at, episode, side, rows)));
    }
    numbers.addAll(hands.body());
    Optional<Enclosure> lens = lens(at, episode, notes);
    List<Pictures> pictures = new ArrayList<>();
    Path video = EgoDexFolder.video(files.get(at));
    if (Files.isRegularFile(video)) {
      pictures.add(
          new Pictures(CAMERA, hz, times.nanos(), !times.kept(), new From.Video(video, 0)));
    } else {
      findings.add(Code.FILE_MISSING, name(at), at, "Its video is missing");
      notes.add("Its video is missing");
    }
    String task = episode.description();
    return new EpisodeDraft(
        "“" + name(at) + "”, " + format(),
        task.isBlank() ? parent(at) : task,
        "",
        "",
        times.beganUnixNanos(),
        times.doubtNanos(),
        times.stopNanos(),
        numbers,
        pictures,
        notes,
        List.of(),
        EpisodeDraft.Beside.of(lens.stream().toList()));
  }

  /// Where nobody wrote down what is done, the folder says it.
  private String parent(int at) {
    Path folder = files.get(at).toAbsolutePath().normalize().getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName()).replace('_', ' ');
  }

  private Map<String, double[]> matrices(int at, EgoDexEpisode episode) throws IOException {
    Map<String, double[]> found = new TreeMap<>();
    long rows = -1;
    for (String joint : episode.joints()) {
      try {
        Optional<Hdf5Dataset> array = episode.transforms(joint);
        if (array.isEmpty()
            || !EgoDexEpisode.matrices(array.get())
            || array.get().shape().getFirst() < 2
            || array.get().shape().getFirst() > MOST_ROWS) {
          throw new IOException("It is not a matrix of four by four for each row");
        }
        if (rows >= 0 && array.get().shape().getFirst() != rows) {
          throw new IOException("It has another number of rows than others");
        }
        double[] values = episode.values(array.get());
        rows = array.get().shape().getFirst();
        found.put(joint, values);
      } catch (IOException e) {
        findings.add(
            Code.UNREADABLE,
            name(at) + " transforms/" + joint,
            at,
            "It was left out: " + String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
      }
    }
    return found;
  }

  private static double[] clock(EgoDexEpisode episode, int rows) throws IOException {
    Optional<Hdf5Dataset> array = episode.array(EgoDexEpisode.TIMES);
    return array.isPresent() && array.get().shape().equals(List.of((long) rows))
        ? episode.values(array.get())
        : new double[0];
  }

  private Map<String, double[]> confidences(
      int at, EgoDexEpisode episode, HandSide side, int rows) {
    Map<String, double[]> found = new TreeMap<>();
    String word = side.name().toLowerCase(Locale.ROOT);
    try {
      for (String joint : episode.joints()) {
        Optional<Hdf5Dataset> array =
            joint.startsWith(word) ? episode.confidences(joint) : Optional.empty();
        if (array.isPresent() && array.get().shape().equals(List.of((long) rows))) {
          found.put(joint, episode.values(array.get()));
        }
      }
    } catch (IOException e) {
      findings.add(
          Code.UNREADABLE,
          name(at) + " confidences",
          at,
          "They were left out: " + String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
    }
    return found;
  }

  /// The lens goes with the pictures, so that an export of the episode has it again.
  private Optional<Enclosure> lens(int at, EgoDexEpisode episode, List<String> notes)
      throws IOException {
    Optional<Hdf5Dataset> array = episode.array(EgoDexEpisode.INTRINSIC);
    if (array.isEmpty() || !array.get().shape().equals(List.of(3L, 3L))) {
      return Optional.empty();
    }
    double[] k = episode.values(array.get());
    boolean usable = true;
    for (int i : new int[] {0, 2, 4, 5}) {
      usable &= Double.isFinite(k[i]) && k[i] > 0;
    }
    if (!usable) {
      findings.add(Code.CALIBRATION, name(at), at, "The lens of its camera cannot be");
      return Optional.empty();
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "Its camera has focal lengths of %.2f and %.2f pixels and its middle at %.2f, %.2f",
            k[0],
            k[4],
            k[2],
            k[5]));
    // Where there are no pictures the middle is taken for the middle.
    int width = (int) Math.max(1, Math.round(2 * k[2]));
    int height = (int) Math.max(1, Math.round(2 * k[5]));
    Path video = EgoDexFolder.video(files.get(at));
    if (Files.isRegularFile(video)) {
      try (VideoWalk walk = VideoWalk.open(video)) {
        width = walk.width();
        height = walk.height();
      } catch (IOException e) {
        // That it cannot be read is told where its pictures are brought along.
      }
    }
    return Optional.of(
        EnclosedCamera.lens(
            CAMERA,
            new LensNumbers(
                width, height, false, k[0], k[4], k[2], k[5], List.of(0.0, 0.0, 0.0, 0.0, 0.0)),
            "The lens as the dataset has it, without distortion"));
  }

  /// A pose from a matrix.
  static Pose pose(double[] m, int row) {
    int at = row * EgoDexEpisode.MATRIX;
    double xx = m[at];
    double yy = m[at + 5];
    double zz = m[at + 10];
    double w = Math.sqrt(Math.max(0, 1 + xx + yy + zz)) / 2;
    double x = Math.sqrt(Math.max(0, 1 + xx - yy - zz)) / 2;
    double y = Math.sqrt(Math.max(0, 1 - xx + yy - zz)) / 2;
    double z = Math.sqrt(Math.max(0, 1 - xx - yy + zz)) / 2;
    // The largest part is exact; the others' signs and sizes follow from it.
    double largest = Math.max(Math.max(w, x), Math.max(y, z));
    double a = m[at + 9] - m[at + 6];
    double b = m[at + 2] - m[at + 8];
    double c = m[at + 4] - m[at + 1];
    double d = m[at + 4] + m[at + 1];
    double e = m[at + 2] + m[at + 8];
    double f = m[at + 9] + m[at + 6];
    double s = 1 / (4 * largest);
    Quat turn =
        largest == w
            ? new Quat(a * s, b * s, c * s, w)
            : largest == x
                ? new Quat(x, d * s, e * s, a * s)
                : largest == y
                    ? new Quat(d * s, y, f * s, b * s)
                    : new Quat(e * s, f * s, z, c * s);
    return new Pose(new Vec3(m[at + 3], m[at + 7], m[at + 11]), turn.unit());
  }

  @Override
  public void close() {}
}
