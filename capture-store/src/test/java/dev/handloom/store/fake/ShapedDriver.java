package dev.handloom.store.fake;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.video.NumberedPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/// One device for tests with a stream of every shape that others have a message for: a hand, a
/// pose, angles, JPEG pictures, and plain counts beside them.
public final class ShapedDriver implements DeviceDriver {
  public static final int WIDTH = 320;
  public static final int HEIGHT = 240;

  /// Every so many samples comes a picture.
  private static final int PICTURE_EVERY = 5;

  private static final int PICTURES = 16;

  @Override
  public String id() {
    return "shaped";
  }

  @Override
  public String title() {
    return "Streams of every shape";
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    double hz = config.number("hz", 100);
    String id = config.id();
    List<Channel> pose = new ArrayList<>();
    for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
      pose.add(new Channel(part, part.length() == 1 ? Unit.METRE : Unit.NONE, -9, 9));
    }
    return List.of(
        HandPose.spec(id + "/hand", hz, "shaped 1"),
        StreamSpec.signal(id + "/pose", pose, hz, DeviceTicks.MICROS_64),
        StreamSpec.signal(
            id + "/angles",
            List.of(
                new Channel("shoulder", Unit.RADIAN, -4, 4),
                new Channel("elbow", Unit.RADIAN, -4, 4)),
            hz,
            DeviceTicks.MICROS_64),
        StreamSpec.signal(
            id + "/counts", List.of(new Channel("count", Unit.COUNT, 0, 1e9)), hz, null),
        StreamSpec.video(
            id + "/jpegs",
            new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.JPEG),
            hz / PICTURE_EVERY,
            DeviceTicks.MICROS_64));
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new ArrivalClock(PathDelay.assumed(0.5, 0.2));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new Session(link, streams, config.number("hz", 100));
  }

  private static final class Session implements DriverSession {
    private final Link link;
    private final List<StreamWriter> streams;
    private final long periodNanos;
    private final byte[] nothing = new byte[1];
    private final double[] angles = new double[HandAngles.COUNT];
    private final ForwardKinematics hand = new ForwardKinematics(HandSide.LEFT, HandSize.ADULT);
    private final byte[][] jpegs = new byte[PICTURES][];
    private long sequence;
    private long dueNanos = StudioClock.now();

    Session(Link link, List<StreamWriter> streams, double hz) {
      this.link = link;
      this.streams = streams;
      periodNanos = Math.round(1e9 / hz);
      for (int i = 0; i < PICTURES; i++) {
        jpegs[i] = jpeg(i);
      }
    }

    @Override
    public void pump() throws IOException {
      link.read(nothing, 0, 1, 0);
      long wait = dueNanos - StudioClock.now();
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, 50_000_000L));
      }
      while (dueNanos <= StudioClock.now()) {
        publish(StudioClock.now());
        sequence++;
        dueNanos += periodNanos;
      }
    }

    private void publish(long now) {
      Arrays.fill(angles, 0.4 + 0.4 * Math.sin(sequence / 20.0));
      hand.solve(angles, streams.get(0).values());
      double[] pose = streams.get(1).values();
      pose[0] = Math.sin(sequence / 30.0);
      pose[6] = 1;
      double[] arm = streams.get(2).values();
      arm[0] = sequence / 1000.0;
      arm[1] = -sequence / 1000.0;
      streams.get(3).values()[0] = sequence;
      for (StreamWriter stream : streams) {
        long number = sequence;
        if (stream.spec().frame() != null) {
          if (sequence % PICTURE_EVERY != 0) {
            continue;
          }
          number /= PICTURE_EVERY;
          Sample sample = stream.sample();
          byte[] jpeg = jpegs[(int) (number % PICTURES)];
          MemorySegment.copy(jpeg, 0, sample.payload, ValueLayout.JAVA_BYTE, 0, jpeg.length);
          sample.payloadLength = jpeg.length;
        }
        stream.publish(dueNanos / 1000, now, number);
      }
    }

    private static byte[] jpeg(int number) {
      int[] pixels = new int[WIDTH * HEIGHT];
      NumberedPictures.paint(MemorySegment.ofArray(pixels), WIDTH, HEIGHT, number);
      BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, WIDTH, HEIGHT, pixels, 0, WIDTH);
      try {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
