package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.app.gripper.EncoderChannel;
import dev.handloom.app.gripper.GripperDesk;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.gripper.GripperSession;
import dev.handloom.app.gripper.SimulatedFingers;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.library.Library;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A guided run of a gripper from closed to open, by its tags in the wrist camera.
final class GripperAtTerminal implements CalibrateKind {
  private static final long LOOK_MILLIS = 100;

  @Override
  public boolean fits(Workplace workplace, Device device) {
    return GripperInUse.camera(device) != null;
  }

  @Override
  public boolean worn() {
    return false;
  }

  @Override
  public int run(Workplace workplace, Device device, Library library, CalibrateCommand wishes)
      throws InterruptedException {
    LiveStream camera = Objects.requireNonNull(GripperInUse.camera(device));
    Lens lens = lens(device, camera, library, wishes);
    if (lens.published) {
      wishes.terminal.tell(
          "This camera was not calibrated: the UMI project's published lens is taken. 'handloom"
              + " camera calibrate "
              + device.config().id()
              + "' or --intrinsics FILE makes it better.");
    }
    GripperSession.Setup setup =
        new GripperSession.Setup(
            camera,
            wishes.gripper.tags(),
            lens.model,
            lens.published,
            wishes.gripper.ruler(),
            encoder(workplace, wishes.encoder));
    device.connect();
    EncoderChannel encoder = setup.encoder();
    if (encoder != null) {
      workplace.rig().device(encoder.stream().spec().device()).ifPresent(Device::connect);
    }
    CompletableFuture<GripperProfile> made = new CompletableFuture<>();
    try (GentleEnd end = new GentleEnd();
        ProgressLine progress = new ProgressLine(wishes.terminal, "Calibrating");
        GripperSession session =
            GripperSession.start(
                setup, null, SimulatedFingers.of(workplace, device), new Heard(made))) {
      session.begin();
      GripperProfile profile = lead(session, made, end, progress, wishes.terminal);
      if (profile == null) {
        throw new CommandFailed(CommandFailed.FINDING, "Stopped; nothing was kept.");
      }
      progress.done("each end held " + GripperRun.USUAL_ROUNDS + " times");
      Path file = GripperDesk.shelf(library).keep(profile);
      if (encoder != null && profile.encoder() == null) {
        wishes.terminal.tell(
            encoder.name() + " said too little during the run to be compared with the tags.");
      }
      if (wishes.json.json) {
        wishes.terminal.json(profile);
      } else {
        WidthText.quality(profile).forEach(wishes.terminal::say);
        wishes.terminal.say("Kept: " + file);
      }
      return profile.quality().grade().compareTo(Grade.POOR) >= 0 ? CommandFailed.FINDING : 0;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new CommandFailed(
          CommandFailed.FINDING, String.valueOf(cause == null ? e : cause.getMessage()));
    } catch (GripperException | ProfileException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /// @return null if it was given up
  private static @Nullable GripperProfile lead(
      GripperSession session,
      CompletableFuture<GripperProfile> made,
      GentleEnd end,
      ProgressLine progress,
      Terminal terminal)
      throws InterruptedException, ExecutionException {
    String said = "";
    while (!end.asked()) {
      GripperSession.Standing standing = session.standing();
      GripperRun.Stage stage = standing.stage();
      String say =
          session.waiting()
              ? "No picture comes from the camera."
              : standing.trouble().orElse(stage == null ? "" : stage.words());
      if (!say.isEmpty() && !say.equals(said)) {
        said = say;
        terminal.tell(said);
      }
      if (standing.wanted() > 0) {
        progress.at(
            (double) standing.held() / standing.wanted(),
            "%d of %d held, tags seen: %s"
                .formatted(standing.held(), standing.wanted(), seen(standing)));
      }
      try {
        return made.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        // Goes on.
      }
    }
    return null;
  }

  private static String seen(GripperSession.Standing standing) {
    return standing.left() && standing.right()
        ? "both"
        : standing.left() ? "left" : standing.right() ? "right" : "none";
  }

  private record Heard(CompletableFuture<GripperProfile> made) implements GripperSession.Listener {
    @Override
    public void picture(ByteBuffer bgra, int width, int height) {
      // Nothing is shown at a terminal.
    }

    @Override
    public void made(GripperProfile profile) {
      made.complete(profile);
    }

    @Override
    public void refused(String why) {
      made.completeExceptionally(new GripperException(why));
    }
  }

  /// @param published whether it is UMI's, and not of this camera
  private record Lens(CameraModel model, boolean published) {}

  private static Lens lens(
      Device device, LiveStream camera, Library library, CalibrateCommand wishes) {
    FrameFormat format = Objects.requireNonNull(camera.spec().frame());
    Path file = wishes.intrinsics;
    try {
      if (file != null) {
        return new Lens(IntrinsicsFile.read(file, format.width(), format.height()).camera(), false);
      }
      List<CameraProfile> known =
          new CameraShelf(library.folder().resolve("profiles"))
              .history(device.config().id())
              .profiles();
      return known.isEmpty()
          ? new Lens(FisheyeCamera.UMI_GOPRO, true)
          : new Lens(known.getFirst().model(), false);
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /// The one that was named, else the one that is clearly a gripper's.
  private static @Nullable EncoderChannel encoder(Workplace workplace, @Nullable String named) {
    List<EncoderChannel> all = EncoderChannel.of(workplace);
    if (named == null) {
      return all.stream().filter(EncoderChannel::likely).findFirst().orElse(null);
    }
    if (named.toLowerCase(Locale.ROOT).equals("none")) {
      return null;
    }
    Optional<EncoderChannel> found =
        all.stream().filter(each -> each.name().equals(named)).findFirst();
    return found.orElseThrow(() ->
        new CommandFailed(
            CommandFailed.USAGE,
            "There is no encoder "
                + named
                + "; there are: "
                + String.join(", ", all.stream().map(EncoderChannel::name).toList())));
  }
}
