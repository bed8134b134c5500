package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which encoders of this machine work. Found out by trying, once for each size of picture, and
/// remembered until the program ends.
public final class Encoders {
  private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);
  private static final Encoders SHARED = new Encoders(new EncoderTrials());

  private record Size(int width, int height) {}

  private final EncoderTrials trials;
  private final Map<Size, List<EncoderTrial>> hardware = new ConcurrentHashMap<>();
  private final Set<Size> asked = ConcurrentHashMap.newKeySet();

  Encoders(EncoderTrials trials) {
    this.trials = trials;
  }

  /// Those of this machine.
  public static Encoders shared() {
    return SHARED;
  }

  /// Begins to find out what works for such pictures, if nobody has yet. Returns at once; costs
  /// nothing where there is no hardware that could encode.
  public void prepare(FrameFormat format) {
    Size size = new Size(format.width(), format.height());
    if (format.pixels() == FrameFormat.Pixels.JPEG || !asked.add(size)) {
      return;
    }
    Thread.ofPlatform().name("try encoders").daemon(true).start(() -> find(size));
  }

  private void find(Size size) {
    List<EncoderKind> likely =
        EncoderKind.ofHardware().stream().filter(Encoders::mayBeThere).toList();
    if (likely.isEmpty()) {
      return;
    }
    try {
      List<EncoderTrial> found = trials.run(likely, size.width(), size.height());
      hardware.put(size, found);
      for (EncoderTrial trial : found) {
        LOG.info(
            "{} for {}×{}: {}",
            trial.kind().title(),
            size.width(),
            size.height(),
            trial.works()
                ? String.format(Locale.ROOT, "works, %.1f ms", trial.millisPerPicture())
                : trial.reason());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The hardware that is known to work for such pictures; null while that is not known. Never
  /// waits: a take begins in software rather than late.
  @Nullable EncoderKind best(FrameFormat format) {
    for (EncoderTrial trial :
        hardware.getOrDefault(new Size(format.width(), format.height()), List.of())) {
      if (trial.works()) {
        return trial.kind();
      }
    }
    return null;
  }

  /// What would pack such pictures now, for a person.
  public String title(FrameFormat format) {
    if (format.pixels() == FrameFormat.Pixels.JPEG) {
      return JpegPassthrough.TITLE;
    }
    EncoderKind best = best(format);
    if (best != null) {
      return best.title();
    }
    return EncoderKind.ofSoftware().stream()
        .filter(Encoders::built)
        .findFirst()
        .map(EncoderKind::title)
        .orElse("nothing: there is no encoder");
  }

  /// It failed in earnest: not used again for such pictures.
  void failed(EncoderKind kind, FrameFormat format, String reason) {
    int width = format.width();
    int height = format.height();
    hardware.computeIfPresent(
        new Size(width, height),
        (_, known) ->
            known.stream()
                .map(t ->
                    t.kind() == kind
                        ? EncoderTrial.refused(
                            kind, width, height, "It failed in a take: " + reason)
                        : t)
                .toList());
  }

  /// Tries every encoder there could be, whether its hardware seems to be there or not; takes some
  /// seconds. What comes out is remembered.
  public List<EncoderTrial> tryAll(FrameFormat format) throws InterruptedException {
    int width = format.width();
    int height = format.height();
    List<EncoderTrial> all = new ArrayList<>();
    List<EncoderKind> built = new ArrayList<>();
    for (EncoderKind kind : EncoderKind.values()) {
      if (built(kind)) {
        built.add(kind);
      }
    }
    List<EncoderTrial> tried = trials.run(built, width, height);
    for (EncoderKind kind : EncoderKind.values()) {
      all.add(
          tried.stream()
              .filter(t -> t.kind() == kind)
              .findFirst()
              .orElseGet(() ->
                  EncoderTrial.refused(
                      kind,
                      width,
                      height,
                      "The video library of this system is built without " + kind.encoder())));
    }
    Size size = new Size(width, height);
    asked.add(size);
    hardware.put(size, all.stream().filter(t -> t.kind().hardware()).toList());
    return all;
  }

  private static boolean built(EncoderKind kind) {
    try {
      Ffmpeg.load();
      return avcodec_find_encoder_by_name(kind.encoder()) != null;
    } catch (VideoException | LinkageError e) {
      return false;
    }
  }

  /// Whether it is worth starting a program to try it.
  private static boolean mayBeThere(EncoderKind kind) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean windows = system.startsWith("windows");
    boolean likely =
        switch (kind) {
          case NVENC ->
              windows
                  ? Files.exists(
                      Path.of(
                          System.getenv().getOrDefault("SystemRoot", "C:\\Windows"),
                          "System32",
                          "nvEncodeAPI64.dll"))
                  : Files.exists(Path.of("/dev/nvidiactl")) || Files.exists(Path.of("/dev/dxg"));
          case VIDEOTOOLBOX -> system.startsWith("mac");
          case QSV, VAAPI -> windows ? kind == EncoderKind.QSV : renderDevice();
          case MEDIA_FOUNDATION -> windows;
          default -> false;
        };
    return likely && built(kind);
  }

  private static boolean renderDevice() {
    try (DirectoryStream<Path> devices =
        Files.newDirectoryStream(Path.of("/dev/dri"), "renderD*")) {
      return devices.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
