package dev.handloom.app.gripper;

import dev.handloom.app.Version;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.gripper.EncoderCheck;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperEye;
import dev.handloom.calibration.gripper.GripperFit;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.TagView;
import dev.handloom.calibration.gripper.WidthTrack;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A live wrist camera that is looked at on a thread of its own: where its tags are, how far it is
/// open, and, while one is asked for, a guided run from closed to open.
public final class GripperSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GripperSession.class);
  private static final long POLL_NANOS = 4_000_000L;
  private static final long WAITING_NANOS = 3_000_000_000L;
  private static final int MOST_VIEWS = 40_000;

  /// What is looked at, and through what.
  ///
  /// @param lens for pictures of any size of its shape
  /// @param published whether the lens is the UMI project's, and not this camera's own
  /// @param rulerMm what a ruler says between the fully open fingers; NaN if nobody measured
  public record Setup(
      LiveStream camera,
      GripperTags tags,
      CameraModel lens,
      boolean published,
      double rulerMm,
      @Nullable EncoderChannel encoder) {}

  /// What hears of it, on the session's thread.
  public interface Listener {
    /// A picture with its marks outlined.
    ///
    /// @param bgra belongs to the session again afterwards
    void picture(ByteBuffer bgra, int width, int height);

    /// A run has ended with a profile.
    void made(GripperProfile profile);

    /// A run has ended without one.
    void refused(String why);
  }

  /// Where it is.
  ///
  /// @param marks of the family in the last picture
  /// @param width null without a profile
  /// @param stage null while no run is under way
  public record Standing(
      boolean left,
      boolean right,
      int marks,
      @Nullable GripperWidth width,
      GripperRun.@Nullable Stage stage,
      int held,
      int wanted,
      Optional<String> trouble) {
    static final Standing NOTHING =
        new Standing(false, false, 0, null, null, 0, 0, Optional.empty());
  }

  private final Setup setup;
  private final GripperEye eye;
  private final Consumer<GripperRun.@Nullable Stage> asks;
  private final Listener listener;
  private volatile @Nullable GripperProfile profile;
  private volatile Standing standing = Standing.NOTHING;
  private volatile long lastPictureNanos = StudioClock.now();
  private volatile boolean closed;
  private volatile boolean wanted;
  private volatile boolean paused;
  private volatile boolean again;

  private GripperSession(
      Setup setup,
      GripperEye eye,
      @Nullable GripperProfile profile,
      Consumer<GripperRun.@Nullable Stage> asks,
      Listener listener) {
    this.setup = setup;
    this.eye = eye;
    this.profile = profile;
    this.asks = asks;
    this.listener = listener;
  }

  /// @param profile what tells widths until a run gives another; null if there is none
  /// @param asks told what the run asks for, null when it is over; for simulated grippers
  /// @throws GripperException if the lens is of pictures of another shape
  public static GripperSession start(
      Setup setup,
      @Nullable GripperProfile profile,
      Consumer<GripperRun.@Nullable Stage> asks,
      Listener listener)
      throws GripperException {
    FrameFormat format = Objects.requireNonNull(setup.camera().spec().frame(), "a camera");
    CameraModel lens = WristLens.fitted(setup.lens(), format.width(), format.height());
    GripperSession session =
        new GripperSession(setup, new GripperEye(setup.tags(), lens), profile, asks, listener);
    Thread.ofPlatform()
        .name("gripper run " + setup.camera().spec().name())
        .daemon(true)
        .start(() -> session.run(lens));
    return session;
  }

  public Setup setup() {
    return setup;
  }

  public Standing standing() {
    return standing;
  }

  /// Whether no picture has come for a while.
  public boolean waiting() {
    return StudioClock.now() - lastPictureNanos > WAITING_NANOS;
  }

  /// Begins a guided run; one that is under way begins anew.
  public void begin() {
    paused = false;
    wanted = true;
    again = true;
  }

  /// Gives the run up.
  public void giveUp() {
    wanted = false;
  }

  /// Nothing counts for the run meanwhile.
  public void pause(boolean now) {
    paused = now;
  }

  public boolean paused() {
    return paused;
  }

  private void run(CameraModel lens) {
    FrameFormat format = Objects.requireNonNull(setup.camera().spec().frame());
    TagOutlines painting = new TagOutlines(format.width(), format.height());
    try (WristPictures pictures = new WristPictures(setup.camera())) {
      Run run = null;
      while (!closed) {
        if (run != null && (!wanted || again)) {
          asks.accept(null);
          run = null;
        }
        if (wanted && run == null) {
          again = false;
          run = new Run();
        }
        if (run != null) {
          run.listen();
        }
        Optional<GreyPicture> picture = pictures.next();
        if (picture.isEmpty()) {
          LockSupport.parkNanos(this, POLL_NANOS);
          continue;
        }
        lastPictureNanos = StudioClock.now();
        TagView view = eye.look(picture.get(), pictures.sample().captureNanos);
        if (run != null && !paused) {
          run.add(view);
        }
        stand(view, run);
        listener.picture(
            painting.paint(picture.get(), eye.marks(), setup.tags()),
            format.width(),
            format.height());
        if (run != null && run.over()) {
          wanted = false;
          finish(run, lens);
          run = null;
          stand(view, null);
        }
      }
      if (run != null) {
        asks.accept(null);
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", setup.camera().spec().name(), e);
      listener.refused("The camera's pictures cannot be read.");
    }
  }

  private void stand(TagView view, @Nullable Run run) {
    GripperProfile known = profile;
    standing =
        new Standing(
            view.left() != null,
            view.right() != null,
            eye.marks().size(),
            known == null ? null : known.model().width(view),
            run == null ? null : run.guided.stage(),
            run == null ? 0 : run.guided.held(),
            run == null ? 0 : run.guided.wanted(),
            run == null ? Optional.empty() : run.guided.trouble());
  }

  private void finish(Run run, CameraModel lens) {
    asks.accept(null);
    try {
      GripperFit fit = run.guided.finish(setup.rulerMm());
      if (setup.published()) {
        fit = fit.withForeignLens();
      }
      GripperProfile made =
          GripperProfile.of(
              setup.camera().spec().device(),
              Instant.now(),
              "Handloom " + Version.text(),
              setup.tags(),
              lens,
              fit,
              run.encoder(fit));
      profile = made;
      listener.made(made);
    } catch (GripperException e) {
      listener.refused(String.valueOf(e.getMessage()));
    }
  }

  /// One guided run: what was seen, and what the encoder said meanwhile.
  private final class Run {
    private final GripperRun guided = new GripperRun();
    private final List<TagView> views = new ArrayList<>();
    private final @Nullable EncoderTrack encoder =
        setup.encoder() == null ? null : new EncoderTrack(setup.encoder());
    private GripperRun.@Nullable Stage asked;

    void listen() {
      if (encoder != null) {
        encoder.listen();
      }
      GripperRun.Stage stage = guided.stage();
      if (stage != asked) {
        asked = stage;
        asks.accept(stage);
      }
    }

    void add(TagView view) {
      guided.add(view);
      if (views.size() < MOST_VIEWS) {
        views.add(view);
      }
    }

    boolean over() {
      return guided.stage() == GripperRun.Stage.DONE;
    }

    GripperProfile.@Nullable Encoder encoder(GripperFit fit) {
      EncoderTrack track = encoder;
      if (track == null) {
        return null;
      }
      track.listen();
      List<GripperWidth> widths = WidthTrack.of(views, fit.model());
      Optional<EncoderCheck> check = EncoderCheck.of(track.nanos(), track.counts(), widths);
      return check.map(found -> new GripperProfile.Encoder(track.name(), found)).orElse(null);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
