package dev.handloom.device.sim.frames;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.scene.JpegPacker;
import dev.handloom.device.sim.scene.SceneArtist;
import dev.handloom.device.sim.screen.FilmedScreen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.timecode.ShownCode;
import java.util.Arrays;
import java.util.Random;
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

    /// How wide it sees, from left to right, in radians.
    public double fieldOfView() {
      return fieldOfView;
    }

    private Pose pose(Moment moment) {
      return this == HEAD ? moment.head() : moment.gripper().then(ON_GRIPPER);
    }
  }

  private static final Pose ON_GRIPPER =
      new Pose(new Vec3(0, 0.055, 0.095), Quat.about(new Vec3(1, 0, 0), -0.50));

  /// How much of each pixel is left in a picture out of focus.
  private static final double DEFOCUS = 0.15;

  /// Pixels that noise has moved, and by how much.
  private static final int GRAINS = 64;

  private static final int GRAIN = 6;

  private final Mount mount;
  private final ScriptedPerson person;
  private final FrameFormat format;
  private final SceneArtist artist;
  private final @Nullable JpegPacker packer;
  private @Nullable PictureFault how;
  private long spoiltUntilNanos = Long.MIN_VALUE;
  private byte[] last = new byte[0];
  private int taken;
  private volatile @Nullable FilmedCode film;
  private long originNanos = Long.MAX_VALUE;

  private record FilmedCode(ShownCode code, FilmedScreen screen, byte[] grey) {}

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
    // The call that came soonest after its moment tells best when the programme began.
    originNanos = Math.min(originNanos, StudioClock.now() - sinceStartNanos);
    PictureFault spoilt = sinceStartNanos < spoiltUntilNanos ? how : null;
    boolean again = spoilt == PictureFault.REPEATED && taken++ % 2 == 1;
    if ((spoilt == PictureFault.FROZEN || again) && last.length > 0) {
      System.arraycopy(last, 0, into, offset, last.length);
      return last.length;
    }
    look(sinceStartNanos, into, offset);
    grain(into, offset, sinceStartNanos);
    if (spoilt == PictureFault.BLACK) {
      dark(into, offset, sinceStartNanos);
    } else if (spoilt == PictureFault.BLURRED) {
      defocus(into, offset);
    }
    int length = packer == null ? format.capacity() : packer.pack(into, offset);
    if (how != null) {
      last = Arrays.copyOfRange(into, offset, offset + length);
    }
    return length;
  }

  /// At the person's work, or at a screen.
  private void look(long sinceStartNanos, byte[] into, int offset) {
    FilmedCode filmed = film;
    if (filmed == null) {
      Moment moment = person.at(sinceStartNanos);
      artist.draw(moment, mount.pose(moment), into, offset);
    } else {
      filmed.screen().film(originNanos + sinceStartNanos, filmed.code().qr(), filmed.grey());
      artist.drawGrey(filmed.grey(), into, offset);
    }
  }

  /// From now on it films a screen with a time code; called on any thread.
  ///
  /// @param code null to look at the world again
  public void film(@Nullable ShownCode code) {
    film =
        code == null
            ? null
            : new FilmedCode(
                code,
                new FilmedScreen(
                    format.width(),
                    format.height(),
                    FilmedScreen.Look.STEADY,
                    code.pulses(),
                    code.session()),
                new byte[format.width() * format.height()]);
  }

  /// Spoils its pictures until then.
  public void spoil(PictureFault fault, long untilSinceStartNanos) {
    how = fault;
    spoiltUntilNanos = untilSinceStartNanos;
    taken = 0;
    last = new byte[0];
  }

  /// No sensor takes the same picture twice, however still the scene is.
  private void grain(byte[] into, int offset, long seed) {
    Random random = new Random(seed);
    int pixels = format.width() * format.height();
    for (int i = 0; i < GRAINS; i++) {
      int at = offset + 4 * random.nextInt(pixels);
      int more = random.nextBoolean() ? GRAIN : -GRAIN;
      for (int c = 0; c < 3; c++) {
        into[at + c] = (byte) Math.clamp((into[at + c] & 0xFF) + more, 0, 255);
      }
    }
  }

  /// A covered lens: nothing but noise.
  private void dark(byte[] into, int offset, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < format.width() * format.height(); i++) {
      byte noise = (byte) random.nextInt(6);
      for (int c = 0; c < 3; c++) {
        into[offset + 4 * i + c] = noise;
      }
    }
  }

  /// A lens out of focus: every pixel becomes the mean of those around it, along and across.
  private void defocus(byte[] into, int offset) {
    for (int y = 0; y < format.height(); y++) {
      smear(into, offset + 4 * y * format.width(), 4, format.width());
    }
    for (int x = 0; x < format.width(); x++) {
      smear(into, offset + 4 * x, 4 * format.width(), format.height());
    }
  }

  private static void smear(byte[] into, int offset, int step, int count) {
    for (int c = 0; c < 3; c++) {
      double level = into[offset + c] & 0xFF;
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
          int at = offset + c + step * (pass == 0 ? i : count - 1 - i);
          level += DEFOCUS * ((into[at] & 0xFF) - level);
          into[at] = (byte) Math.round(level);
        }
      }
    }
  }
}
