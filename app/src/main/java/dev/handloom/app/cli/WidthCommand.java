package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.gripper.LiveAgain;
import dev.handloom.app.gripper.WidthStream;
import dev.handloom.app.gripper.WristLens;
import dev.handloom.app.gripper.WristVideo;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.gripper.EncoderCheck;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperEye;
import dev.handloom.calibration.gripper.GripperFit;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperProfileFile;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.TagView;
import dev.handloom.calibration.gripper.WidthTrack;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A gripper's width from the tags on its fingers.
@Command(
    name = "width",
    description = {
      "Read how far a gripper is open from the two finger tags in its wrist camera's pictures: of a"
          + " video file, or of an episode. Each width says what it rests on (both tags, one alone, laid"
          + " between neighbours) and within how many millimetres it is true.",
      "Where the gripper is closed comes from the calibration that an episode carries, from --profile,"
          + " or from --run, a video in which it is closed and opened fully and held at each end.",
      "An episode's widths go into derived/gripper-width.mcap in its folder, with the times of the"
          + " pictures; the recording stays as it is."
    })
final class WidthCommand implements Callable<Integer> {
  /// What the file of an episode's widths is called.
  private static final String DERIVED = "gripper-width";

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "WHAT", description = "A video file, or an episode by id or folder.")
  private String what = "";

  @Option(
      names = "--camera",
      paramLabel = "STREAM",
      description = "Of an episode with several cameras, the one at the wrist.")
  private @Nullable String camera;

  @Option(
      names = "--intrinsics",
      paramLabel = "FILE",
      description =
          "The wrist camera's numbers, as OpenImuCameraCalibrator, OpenCV, ROS or Kalibr write them.")
  private @Nullable Path intrinsics;

  @Option(
      names = "--run",
      paramLabel = "VIDEO",
      description = "Closed and opened fully, held at each end, best three times.")
  private @Nullable Path run;

  @Option(names = "--profile", paramLabel = "FILE", description = "What an earlier run gave.")
  private @Nullable Path profile;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Keep what the run gave, for --profile.")
  private @Nullable Path save;

  @Mixin private GripperOptions gripperOptions = new GripperOptions();

  @Option(
      names = "--encoder",
      paramLabel = "STREAM/CHANNEL",
      description = "Compare with the gripper's encoder in the episode.")
  private @Nullable String encoder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The widths of all pictures as CSV. A file that is there is not replaced.")
  private @Nullable Path out;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  WidthCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    for (Path file : new Path[] {out, save}) {
      if (file != null && Files.exists(file)) {
        throw new CommandFailed(
            CommandFailed.USAGE, "This file is there already; name another: " + file);
      }
    }
    if (run != null && profile != null) {
      throw new CommandFailed(CommandFailed.USAGE, "Give --run VIDEO or --profile FILE, not both.");
    }
    gripperOptions.ruler();
    try {
      return Files.isRegularFile(Path.of(what)) ? ofVideo() : ofEpisode();
    } catch (GripperException | CameraRefusal e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private GripperProfile guided() throws IOException, GripperException, CameraRefusal {
    Path clip = run;
    Path numbers = intrinsics;
    if (clip == null || numbers == null) {
      throw new CommandFailed(
          CommandFailed.USAGE, "A run needs the wrist camera's numbers: --intrinsics FILE.");
    }
    GripperTags fingers = gripperOptions.tags();
    try (WristVideo video = WristVideo.of(clip)) {
      CameraModel model =
          WristLens.fitted(
              IntrinsicsFile.read(numbers, video.width(), video.height()).camera(),
              video.width(),
              video.height());
      GripperRun guided = new GripperRun();
      look(video, new GripperEye(fingers, model), "Run").forEach(guided::add);
      GripperFit fit = guided.finish(gripperOptions.ruler());
      return GripperProfile.of(
          String.valueOf(clip.getFileName()),
          Instant.now(),
          Version.text(),
          fingers,
          model,
          fit,
          null);
    }
  }

  private List<TagView> look(WristVideo video, GripperEye eye, String words) throws IOException {
    List<TagView> views = new ArrayList<>(video.size());
    try (ProgressLine progress = new ProgressLine(terminal, words)) {
      for (int i = 0; i < video.size(); i++) {
        views.add(eye.look(video.picture(i), video.nanos(i)));
        progress.at((i + 1.0) / video.size(), (i + 1) + " of " + video.size() + " pictures");
      }
      progress.done(video.size() + " pictures");
    }
    return views;
  }

  /// What the person named.
  ///
  /// @param carried what the episode carries, where nothing was named
  private GripperProfile profile(@Nullable GripperProfile carried)
      throws IOException, GripperException, CameraRefusal {
    Path file = profile;
    GripperProfile gripper =
        file != null ? GripperProfileFile.read(file) : run != null ? guided() : carried;
    if (gripper == null) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Where is it closed? Give --run VIDEO, or --profile FILE.");
    }
    if (save != null) {
      GripperProfileFile.write(save, gripper);
    }
    return gripper;
  }

  private int ofVideo() throws IOException, GripperException, CameraRefusal {
    GripperProfile gripper = profile(null);
    try (WristVideo video = WristVideo.of(Path.of(what))) {
      WidthText.tell(terminal, json.json, gripper, widths(video, gripper), null, null);
    }
    return 0;
  }

  private int ofEpisode() throws IOException, GripperException, CameraRefusal {
    Bundle bundle = EpisodeChoice.named(what, library, folders, terminal);
    EpisodeReader episode = EpisodeReader.open(bundle);
    CameraFrames frames = wrist(episode);
    StreamSpec spec = frames.times().spec();
    GripperProfile gripper = profile(GripperInUse.carried(episode.enclosures(), spec.device()));
    try (WristVideo video = WristVideo.of(frames)) {
      List<GripperWidth> widths = widths(video, gripper);
      Path derived = bundle.derived(DERIVED);
      WidthStream.write(derived, episode, frames, gripper, widths, video.records());
      EncoderCheck check = compared(episode, widths);
      LiveAgain again =
          episode
              .signal(WidthStream.name(spec))
              .flatMap(live -> LiveAgain.of(live, widths))
              .orElse(null);
      WidthText.tell(terminal, json.json, gripper, widths, check, again);
      if (encoder != null && check == null) {
        terminal.tell("Encoder: too little moved while both tags were seen to compare.");
      }
      if (!json.json) {
        terminal.say("Written: " + derived);
      }
    }
    return 0;
  }

  private List<GripperWidth> widths(WristVideo video, GripperProfile gripper)
      throws IOException, GripperException {
    CameraModel model = WristLens.fitted(gripper.lens().camera(), video.width(), video.height());
    List<TagView> views = look(video, new GripperEye(gripper.tags(), model), "Widths");
    List<GripperWidth> widths = WidthTrack.of(views, gripper.model());
    if (out != null) {
      WidthText.write(out, widths, gripper);
    }
    return widths;
  }

  private CameraFrames wrist(EpisodeReader episode) {
    List<String> names = List.copyOf(episode.cameras().keySet());
    String wanted = camera != null ? camera : names.size() == 1 ? names.getFirst() : "";
    return episode
        .camera(wanted)
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.USAGE,
                names.isEmpty()
                    ? "This episode has no camera."
                    : "Say which camera is at the wrist: --camera " + String.join(" or ", names)));
  }

  private @Nullable EncoderCheck compared(EpisodeReader episode, List<GripperWidth> widths) {
    if (encoder == null) {
      return null;
    }
    int slash = encoder.lastIndexOf('/');
    StreamSamples samples =
        slash < 0 ? null : episode.signal(encoder.substring(0, slash)).orElse(null);
    if (samples == null) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "--encoder takes STREAM/CHANNEL; streams are: "
              + String.join(", ", episode.signals().keySet()));
    }
    List<String> channels =
        samples.spec().channels().stream().map(channel -> channel.name()).toList();
    int channel = channels.indexOf(encoder.substring(slash + 1));
    if (channel < 0) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "This stream has no such channel; it has: " + String.join(", ", channels));
    }
    long[] nanos = new long[samples.size()];
    double[] counts = new double[samples.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = samples.captureNanos(i);
      counts[i] = samples.value(i, channel);
    }
    return EncoderCheck.of(nanos, counts, widths).orElse(null);
  }
}
