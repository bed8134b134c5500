package dev.handloom.device.sim.frames;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.scene.JpegPacker;
import dev.handloom.device.sim.scene.SceneArtist;
import dev.handloom.device.sim.screen.FilmedScreen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.timecode.ShownCode;
import org.jspecify.annotations.Nullable;

/// A camera that sends raw frames or JPEG pictures, on the head or on the gripper.
public final class CameraInstrument implements Instrument {
  /// Where a camera sits and how wide it sees.
  public enum Mount {
    /// Between the eyes, looking down at the hands.
    HEAD(1.22),
    /// On top of the gripper, looking over its fingers.
    WRIST(1.60);

    private final double fieldOfView;

    Mount(double fieldOfView) {
      this.fieldOfView = fieldOfView;
    }

    Pose pose(Moment moment) {
      return this == HEAD ? moment.head() : moment.gripper().then(ON_GRIPPER);
    }
  }

  public static final FrameFormat FORMAT = new FrameFormat(640, 480, FrameFormat.Pixels.BGRA);

  private static final Pose ON_GRIPPER =
      new Pose(new Vec3(0, 0.055, 0.095), Quat.about(new Vec3(1, 0, 0), -0.50));

  private final Mount mount;
  private final ScriptedPerson person;
  private final SceneArtist artist;
  private final FrameHeader header = new FrameHeader();

  private final FrameFormat format;
  private final @Nullable JpegPacker packer;

  private final byte[] filmed = new byte[FORMAT.width() * FORMAT.height()];
  private volatile @Nullable FilmedCode film;
  private long originNanos = Long.MAX_VALUE;

  private record FilmedCode(ShownCode code, FilmedScreen screen) {}

  public CameraInstrument(Mount mount, ScriptedPerson person, FrameFormat.Pixels pixels) {
    format = new FrameFormat(FORMAT.width(), FORMAT.height(), pixels);
    packer =
        pixels == FrameFormat.Pixels.JPEG ? new JpegPacker(FORMAT.width(), FORMAT.height()) : null;
    this.mount = mount;
    this.person = person;
    artist = new SceneArtist(FORMAT.width(), FORMAT.height(), mount.fieldOfView);
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + FORMAT.capacity();
  }

  @Override
  public boolean film(@Nullable ShownCode code) {
    film =
        code == null
            ? null
            : new FilmedCode(
                code,
                new FilmedScreen(
                    FORMAT.width(),
                    FORMAT.height(),
                    FilmedScreen.Look.STEADY,
                    code.pulses(),
                    code.session()));
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    // The call that came soonest after its moment tells best when the programme began.
    originNanos = Math.min(originNanos, StudioClock.now() - sinceStartNanos);
    FilmedCode shown = film;
    if (shown == null) {
      Moment moment = person.at(sinceStartNanos);
      artist.draw(moment, mount.pose(moment), into, FrameHeader.BYTES);
    } else {
      shown.screen().film(originNanos + sinceStartNanos, shown.code().qr(), filmed);
      artist.drawGrey(filmed, into, FrameHeader.BYTES);
    }
    int length = packer == null ? format.capacity() : packer.pack(into, FrameHeader.BYTES);
    header.write(into, 0, count, deviceMicros, format, length);
    return FrameHeader.BYTES + length;
  }
}
