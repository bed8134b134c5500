package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.JpegTables;
import dev.handloom.device.driver.picture.JpegWalker;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/// Takes what a live camera sends, unpacks it or passes it on as it is, and publishes the whole
/// pictures.
final class LiveSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  /// A camera that reports its time of day does so every few seconds.
  private static final long REPORT_NANOS = 15_000_000_000L;

  private static final Concern OPENING =
      new Concern("The camera is being asked for its pictures", "Nothing needs to be done yet");

  /// Some cameras never send a whole picture, but refresh parts of it; then what comes is unpacked
  /// all the same.
  private static final long JOIN_NANOS = 12_000_000_000L;

  private static final int KEPT_OF_BAD = 64;
  private static final int REMEMBERED = 64;

  private final Input input;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final Ticks dating;
  private final boolean passThrough;
  private final Feed feed;
  private final Spacing spacing = new Spacing();
  private final JpegWalker walker = new JpegWalker();
  private final byte[] head = new byte[KEPT_OF_BAD];
  private byte[] jpeg = new byte[0];
  private @Nullable Unpacker unpacker;

  /// With which packet a picture's time came: pictures leave the decoder later, and with B-frames
  /// in another order.
  private final long[] packetTicks = new long[REMEMBERED];

  private final long[] packetWall = new long[REMEMBERED];
  private final long[] packetArrival = new long[REMEMBERED];
  private int packets;

  private final long begunNanos = StudioClock.now();
  private boolean joined;
  private long sequence;

  /// Before the next picture that is published, by the camera's own times.
  private long missing;

  private int timeless;
  private long lastArrivalNanos = Long.MIN_VALUE;
  private @Nullable Concern wrong = OPENING;
  private DeviceReport report = DeviceReport.NOTHING.with(List.of(OPENING));

  /// @param passThrough whether its JPEG pictures are published as they come
  LiveSession(Input input, StreamWriter stream, Ticks dating, boolean passThrough) {
    this.input = input;
    this.stream = stream;
    this.dating = dating;
    this.passThrough = passThrough;
    format = Objects.requireNonNull(stream.spec().frame());
    feed = new Feed(input, stream.spec().name());
  }

  @Override
  public void pump() throws IOException {
    try {
      Feed.Came came = feed.next(WAIT_MILLIS);
      long dropped = feed.dropped();
      if (dropped > 0) {
        stream.lost(dropped);
        spacing.forget();
      }
      if (came != null) {
        try (came) {
          accept(came, Objects.requireNonNull(feed.kind()));
        }
      }
    } catch (IOException | RuntimeException e) {
      // Nobody calls us again, and the camera must not stay taken.
      end();
      throw e;
    }
  }

  private void accept(Feed.Came came, Feed.Kind kind) throws IOException {
    boolean packed = kind.parameters().codec_id() == AV_CODEC_ID_MJPEG;
    if (passThrough && !packed) {
      throw new IOException(
          "It sends "
              + avcodec_get_name(kind.parameters().codec_id()).getString()
              + ", not JPEG pictures; set format to any, or the camera to MJPEG: "
              + input.shown());
    }
    if (passThrough) {
      pass(came, kind);
    } else {
      unpack(came, kind);
    }
  }

  private void pass(Feed.Came came, Feed.Kind kind) {
    AVPacket packet = came.packet();
    MemorySegment bytes =
        MemorySegment.ofBuffer(packet.data().capacity(packet.size()).asByteBuffer());
    int length = JpegTables.copy(bytes, packet.size(), stream.sample().payload);
    missing += spacing.missing(came.ticks());
    if (length >= 0) {
      jpeg = jpeg.length < length ? new byte[length * 2] : jpeg;
      MemorySegment.copy(stream.sample().payload, ValueLayout.JAVA_BYTE, 0, jpeg, 0, length);
      walker.begin();
      walker.accept(jpeg, 0, length);
    }
    if (length < 0 || walker.state() != JpegWalker.State.WHOLE) {
      bad(packet, came.arrivalNanos(), damagedOnTheWay());
    } else if (walker.width() != format.width() || walker.height() != format.height()) {
      bad(packet, came.arrivalNanos(), PictureSize.other(format, walker.width(), walker.height()));
    } else {
      publish(came.ticks(), came.wallMicros(), came.arrivalNanos(), length, kind);
    }
  }

  private void unpack(Feed.Came came, Feed.Kind kind) throws IOException {
    boolean begins = joined || kind.alone() || came.key();
    if (!begins && StudioClock.now() - begunNanos < JOIN_NANOS) {
      // It was sending before we came; until a whole picture there is nothing to build on.
      return;
    }
    joined = true;
    Unpacker decoder = unpacker;
    if (decoder == null) {
      decoder = new Unpacker(kind.parameters(), input.shown());
      unpacker = decoder;
    }
    int slot = packets++ % REMEMBERED;
    packetTicks[slot] = came.ticks();
    packetWall[slot] = came.wallMicros();
    packetArrival[slot] = came.arrivalNanos();
    if (!decoder.take(came.packet())) {
      bad(came.packet(), came.arrivalNanos(), damagedOnTheWay());
      return;
    }
    while (decoder.next()) {
      long ticks = decoder.ticks();
      int from = slotOf(ticks, slot);
      missing += spacing.missing(ticks);
      if (decoder.damaged()) {
        bad(came.packet(), packetArrival[from], damagedOnTheWay());
      } else if (decoder.width() != format.width() || decoder.height() != format.height()) {
        bad(
            came.packet(),
            packetArrival[from],
            PictureSize.other(format, decoder.width(), decoder.height()));
      } else {
        decoder.write(stream.sample().payload);
        publish(ticks, packetWall[from], packetArrival[from], format.capacity(), kind);
      }
    }
  }

  /// The packet with which this time came; without a time, the newest.
  private int slotOf(long ticks, int newest) {
    for (int back = 0; back < Math.min(packets, REMEMBERED); back++) {
      int slot = Math.floorMod(newest - back, REMEMBERED);
      if (ticks != Sample.NO_TICKS && packetTicks[slot] == ticks) {
        return slot;
      }
    }
    return newest;
  }

  private static Concern damagedOnTheWay() {
    return new Concern(
        "A picture came damaged; it is not recorded",
        "Look at its network: cable instead of Wi-Fi, transport tcp, a lower bit rate");
  }

  private void bad(AVPacket packet, long arrivalNanos, Concern why) {
    int kept = Math.min(packet.size(), KEPT_OF_BAD);
    packet.data().get(head, 0, kept);
    stream.bad(head, 0, kept, arrivalNanos);
    say(why);
  }

  private void publish(long ticks, long wall, long arrivalNanos, int length, Feed.Kind kind) {
    long stamp =
        switch (dating) {
          case ARRIVAL -> Sample.NO_TICKS;
          case PACKET -> inUnitsOf(stream.spec().ticks(), ticks, kind);
          case WALL -> wall;
        };
    if (dating == Ticks.WALL && stamp == Sample.NO_TICKS) {
      stream.lost(1);
      say(
          new Concern(
              StudioClock.now() - begunNanos < REPORT_NANOS
                  ? "It has not reported its time yet; no picture is recorded until it does"
                  : "It does not report its time, by which its pictures were to be dated; none is"
                      + " recorded",
              "Set time to rtp in the rig file if this lasts"));
      return;
    }
    if (dating == Ticks.PACKET && stamp == Sample.NO_TICKS) {
      // The first of a connection has none where the library came into its middle.
      if (timeless++ > 0 || sequence > 0) {
        stream.lost(1);
        say(
            new Concern(
                "Its pictures have no times; none is recorded",
                "Set time to arrival in the rig file"));
      }
      return;
    }
    say(null);
    sequence += 1 + missing;
    missing = 0;
    stream.sample().payloadLength = length;
    // With B-frames a picture's packet comes before those of pictures that are shown before it.
    lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
    stream.publish(stamp, lastArrivalNanos, sequence);
  }

  /// Most cameras' units are those of the stream; others are told in them.
  private static long inUnitsOf(@Nullable DeviceTicks wanted, long ticks, Feed.Kind kind) {
    if (wanted == null || ticks == Sample.NO_TICKS) {
      return Sample.NO_TICKS;
    }
    long perSecond = wanted.perSecond() * kind.unitNumerator();
    return perSecond == kind.unitDenominator()
        ? ticks
        : Math.round((double) ticks * perSecond / kind.unitDenominator());
  }

  private void say(@Nullable Concern concern) {
    if (!Objects.equals(concern, wrong)) {
      wrong = concern;
      List<Concern> all = new ArrayList<>();
      if (concern != null) {
        all.add(concern);
      }
      report = DeviceReport.NOTHING.with(all);
    }
  }

  @Override
  public DeviceReport report() {
    return report;
  }

  @Override
  public void end() {
    feed.close();
    Unpacker decoder = unpacker;
    unpacker = null;
    if (decoder != null) {
      decoder.close();
    }
  }
}
