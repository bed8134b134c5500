package dev.handloom.app.cli;

import dev.handloom.device.hand.JointOrder;
import dev.handloom.preview.local.FaceModel;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.IdleRule;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetManner;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.poses.KeypointWish;
import dev.handloom.store.privacy.Protection;
import dev.handloom.store.video.EvenVideo.Coding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What a person wants of a dataset; little of it is for files of single episodes.
final class DatasetWishes {
  /// An idle row moves less than this share of what a number does in the whole episode.
  private static final double REST_SHARE = 0.001;

  enum Codec {
    H264,
    AV1
  }

  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "Rows and pictures a second; those of the slowest camera if it is not given, and with"
              + " --append those of the dataset.")
  private @Nullable Double fps;

  @Option(
      names = "--action",
      paramLabel = "RULE",
      converter = Rule.class,
      description =
          "What the action of a row is: next-state, step (next state less the state), commanded"
              + " (where a stream of commands was recorded; then the default) or chunk-pose"
              + " (poses as seen from the first pose of the chunk).")
  private @Nullable ActionRule action;

  @Option(
      names = "--chunk",
      paramLabel = "ROWS",
      description = "How many rows a chunk has for chunk-pose (${DEFAULT-VALUE}).",
      defaultValue = "" + DatasetPlan.USUAL_CHUNK_ROWS)
  private int chunk = DatasetPlan.USUAL_CHUNK_ROWS;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "The longer side of the pictures at most; as recorded if it is not given.")
  private int size;

  @Option(
      names = "--need",
      paramLabel = "STREAM",
      description =
          "Leave episodes out that lack this stream, and not the stream; may be repeated.")
  private List<String> needed = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "STREAM",
      description = "Leave this stream out; may be repeated.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--oldest",
      paramLabel = "MS",
      description = "How old a sample may be that a row is made of (${DEFAULT-VALUE}).",
      defaultValue = "500")
  private double oldest = Wish.USUAL_OLDEST_MILLIS;

  @Option(
      names = "--idle",
      paramLabel = "S",
      description =
          "Leave rows out in which nothing has moved for so many seconds; kept if not given.")
  private @Nullable Double idle;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      description =
          "h264, or av1: half as large and slower (h264; with --append as the dataset has it). gr00t"
              + " and dreamzero take h264 only, umi has pictures and no videos.")
  private @Nullable Codec codec;

  @Option(
      names = "--file-mb",
      paramLabel = "MB",
      description = "How large one table or video may grow (100 and 200).")
  private int fileMegabytes;

  @Option(names = "--title", paramLabel = "TEXT", description = "For the dataset's card.")
  private String title = "";

  @Option(
      names = "--licence",
      paramLabel = "ID",
      description = "For the dataset's card, as cc-by-4.0.")
  private String licence = "";

  @Option(
      names = "--tag",
      paramLabel = "WORD",
      description = "For the dataset's card; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "What one format alone knows; may be repeated.")
  private Map<String, String> extra = new LinkedHashMap<>();

  @Option(
      names = "--cover-faces",
      description =
          "Paint over faces that a detector finds in the pictures; the card says what it misses.")
  private boolean coverFaces;

  @Option(
      names = "--no-names",
      description =
          "Leave out names of persons and rigs, serial numbers, what calibrations say, and paths.")
  boolean noNames;

  @Option(names = "--failed", description = "Also takes that a reviewer called a failure.")
  boolean failed;

  @Option(names = "--dry-run", description = "Say what the dataset would be, and write nothing.")
  boolean dryRun;

  /// An action's rule by its name with dashes.
  static final class Rule implements ITypeConverter<ActionRule> {
    @Override
    public ActionRule convert(String value) {
      for (ActionRule rule : ActionRule.values()) {
        if (rule.name().replace('_', '-').equalsIgnoreCase(value)) {
          return rule;
        }
      }
      throw new TypeConversionException(
          "there are next-state, step, commanded and chunk-pose, and not '" + value + "'");
    }
  }

  /// In which orders files of single episodes get the keypoints of hands.
  List<JointOrder> keypointsOfFiles() {
    try {
      return KeypointWish.orders(extra.getOrDefault(KeypointWish.OPTION, "none"));
    } catch (DatasetException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// Whether nothing was asked for that files of single episodes cannot have.
  boolean forFiles() {
    return fps == null
        && action == null
        && size == 0
        && needed.isEmpty()
        && without.isEmpty()
        && idle == null
        && codec == null
        && fileMegabytes == 0
        && title.isEmpty()
        && licence.isEmpty()
        && tags.isEmpty()
        && Set.of(KeypointWish.OPTION).containsAll(extra.keySet())
        && !coverFaces
        && !failed
        && !dryRun;
  }

  /// @param manner of a dataset that is to grow, which holds where nobody said otherwise; else null
  Wish wish(@Nullable DatasetManner manner) {
    Double hz = fps;
    if (hz != null && !(hz > 0 && hz <= 1000)) {
      throw new CommandFailed(CommandFailed.USAGE, "--fps is a number from 0 to 1000");
    }
    if (!(oldest > 0)) {
      throw new CommandFailed(CommandFailed.USAGE, "--oldest is a number of milliseconds above 0");
    }
    if (chunk < 1) {
      throw new CommandFailed(CommandFailed.USAGE, "--chunk is at least 1");
    }
    Double rest = idle;
    if (size < 0 || (size > 0 && size < 16)) {
      throw new CommandFailed(CommandFailed.USAGE, "--size is at least 16 pixels");
    }
    if (rest != null && !(rest >= 0)) {
      throw new CommandFailed(CommandFailed.USAGE, "--idle is a number of seconds");
    }
    ActionRule rule = action;
    return new Wish(
        hz == null ? (manner == null ? 0 : manner.hz()) : hz,
        rule == null && manner != null ? manner.actions() : rule,
        oldest,
        size == 0 && manner != null ? manner.longestSide() : size,
        needed,
        without,
        chunk,
        rest == null ? null : new IdleRule(REST_SHARE, rest));
  }

  Protection protection() {
    return new Protection(coverFaces ? FaceModel::open : null, noNames);
  }

  /// @param manner of a dataset that is to grow, which holds where nobody said otherwise; else null
  DatasetOptions options(DatasetFormat format, @Nullable DatasetManner manner) {
    if (fileMegabytes < 0) {
      throw new CommandFailed(CommandFailed.USAGE, "--file-mb is at least 1");
    }
    DatasetOptions usual = DatasetOptions.USUAL;
    return new DatasetOptions(
        coding(format, manner),
        fileMegabytes == 0
            ? (manner == null ? usual.tableMegabytes() : manner.tableMegabytes())
            : fileMegabytes,
        fileMegabytes == 0
            ? (manner == null ? usual.videoMegabytes() : manner.videoMegabytes())
            : fileMegabytes,
        extra);
  }

  private Coding coding(DatasetFormat format, @Nullable DatasetManner manner) {
    Codec wanted = codec;
    if (wanted == null) {
      Coding there = manner == null ? null : manner.coding();
      return there == null ? DatasetOptions.USUAL.coding() : there;
    }
    Coding coding = Coding.valueOf(wanted.name());
    if (!format.codings().contains(coding)) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          format.words()
              + " has "
              + (format.codings().isEmpty()
                  ? "no videos in its dataset: leave --codec away."
                  : "videos of "
                      + String.join(
                          " or ", format.codings().stream().map(Coding::id).sorted().toList())
                      + " only: leave --codec away."));
    }
    return coding;
  }

  /// @param fallback for a title, where none was given
  DatasetOrder.Labels labels(String fallback, String software) {
    if (!licence.isEmpty() && !licence.matches("[A-Za-z0-9._+-]+")) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--licence is an identifier as cc-by-4.0, not a text");
    }
    return new DatasetOrder.Labels(
        title.isBlank() ? fallback : title.strip(),
        licence.toLowerCase(Locale.ROOT),
        tags,
        List.of(),
        software);
  }
}
