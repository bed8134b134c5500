package dev.handloom.app.gripper;

import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperEye;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gripper's width, live, as a derived stream beside its wrist camera's: found on a thread of its
/// own in the newest picture there is. Pictures that come meanwhile are passed over, and the next
/// width says by its sequence of which picture it is; [WidthStream#write] makes those of all.
public final class LiveWidth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWidth.class);
  private static final long POLL_NANOS = 4_000_000L;

  private final Rig rig;
  private final LiveStream camera;
  private final LiveStream out;
  private final GripperProfile profile;
  private final GripperEye eye;
  private final Thread thread;
  private volatile boolean closed;

  private LiveWidth(Rig rig, LiveStream camera, GripperProfile profile, GripperEye eye) {
    this.rig = rig;
    this.camera = camera;
    this.profile = profile;
    this.eye = eye;
    out = rig.beside(WidthStream.spec(camera.spec(), profile));
    thread =
        Thread.ofPlatform()
            .name("gripper " + camera.spec().name())
            .daemon(true)
            .unstarted(this::run);
  }

  /// @throws GripperException if the profile's lens does not fit the camera's pictures
  public static LiveWidth start(Rig rig, LiveStream camera, GripperProfile profile)
      throws GripperException {
    FrameFormat format = Objects.requireNonNull(camera.spec().frame(), "a camera");
    GripperEye eye =
        new GripperEye(
            profile.tags(),
            WristLens.fitted(profile.lens().camera(), format.width(), format.height()));
    LiveWidth live = new LiveWidth(rig, camera, profile, eye);
    live.thread.start();
    return live;
  }

  public LiveStream camera() {
    return camera;
  }

  public GripperProfile profile() {
    return profile;
  }

  /// Where the widths come.
  public LiveStream stream() {
    return out;
  }

  private void run() {
    Sample width = new Sample(out.spec());
    try (WristPictures pictures = new WristPictures(camera)) {
      while (!closed) {
        Optional<GreyPicture> picture = pictures.next();
        long began = System.nanoTime();
        if (picture.isPresent()) {
          Sample shown = pictures.sample();
          width.sequence = shown.sequence;
          width.deviceTicks = shown.deviceTicks;
          width.arrivalNanos = shown.arrivalNanos;
          width.captureNanos = shown.captureNanos;
          width.boundNanos = shown.boundNanos;
          WidthStream.fill(
              width, profile.model().width(eye.look(picture.get(), shown.captureNanos)));
          out.health().arrived(shown.arrivalNanos);
          out.ring().publish(width);
        }
        // Rests as long as it has looked: half a core at most, where cores are few.
        LockSupport.parkNanos(this, Math.max(POLL_NANOS, System.nanoTime() - began));
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", camera.spec().name(), e);
    }
  }

  /// Takes the stream off again. The thread ends by itself.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    rig.underive(out.spec().name());
  }
}
