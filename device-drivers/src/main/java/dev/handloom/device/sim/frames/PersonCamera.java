package dev.handloom.device.sim.frames;

import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.scene.JpegPacker;
import dev.handloom.device.sim.scene.SceneArtist;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import org.jspecify.annotations.Nullable;

/// A camera that looks at the scripted person's work, whatever it sends its pictures with.
public final class PersonCamera {
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

    private Pose pose(Moment moment) {
      return this == HEAD ? moment.head() : moment.gripper().then(ON_GRIPPER);
    }
  }

  private static final Pose ON_GRIPPER =
      new Pose(new Vec3(0, 0.055, 0.095), Quat.about(new Vec3(1, 0, 0), -0.50));

  private final Mount mount;
  private final ScriptedPerson person;
  private final FrameFormat format;
  private final SceneArtist artist;
  private final @Nullable JpegPacker packer;

  public PersonCamera(Mount mount, ScriptedPerson person, FrameFormat format) {
    this.mount = mount;
    this.person = person;
    this.format = format;
    artist = new SceneArtist(format.width(), format.height(), mount.fieldOfView);
    packer =
        format.pixels() == FrameFormat.Pixels.JPEG
            ? new JpegPacker(format.width(), format.height())
            : null;
  }

  public FrameFormat format() {
    return format;
  }

  /// Takes a picture; needs room for one that is not packed.
  ///
  /// @param sinceStartNanos true time
  /// @return its length
  public int take(long sinceStartNanos, byte[] into, int offset) {
    Moment moment = person.at(sinceStartNanos);
    artist.draw(moment, mount.pose(moment), into, offset);
    return packer == null ? format.capacity() : packer.pack(into, offset);
  }
}
