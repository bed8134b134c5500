package dev.handloom.store.payload;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Sample;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/// Makes payloads. Each call replaces the bytes of the one before.
public final class PayloadWriter {
  private final ProtoBytes out = new ProtoBytes();
  private final StudioClock.Anchor anchor;

  /// @param anchor puts studio times on the wall clock, the same for a whole take
  public PayloadWriter(StudioClock.Anchor anchor) {
    this.anchor = anchor;
  }

  /// The buffer; its first [#length] bytes are the payload.
  public byte[] bytes() {
    return out.bytes();
  }

  public int length() {
    return out.length();
  }

  public void sample(Sample sample) {
    sample(
        sample.captureNanos,
        sample.boundNanos,
        sample.arrivalNanos,
        sample.deviceTicks,
        sample.sequence,
        sample.values);
  }

  /// A sample in the form of its stream.
  public void sample(SampleForm form, Sample sample) {
    byte[] template = form.template();
    if (template == null) {
      sample(sample);
      return;
    }
    begin(sample.captureNanos);
    stamp(
        sample.captureNanos,
        sample.boundNanos,
        sample.arrivalNanos,
        sample.deviceTicks,
        sample.sequence);
    out.fill(template, form.places(), sample.values);
  }

  private void stamp(long capture, long bound, long arrival, long ticks, long sequence) {
    int begun = out.begin(Foxglove.STAMP);
    times(capture, bound, arrival, ticks, sequence);
    out.end(begun);
  }

  public void frame(RecordedFrame frame) {
    sample(
        frame.captureNanos(),
        frame.boundNanos(),
        frame.arrivalNanos(),
        frame.deviceTicks(),
        frame.sequence(),
        frame.values());
    out.text(Schemas.STAMP_SOURCE, frame.stampSource().name());
    frame(frame.row());
  }

  private void sample(
      long capture, long bound, long arrival, long ticks, long sequence, double[] values) {
    begin(capture);
    times(capture, bound, arrival, ticks, sequence);
    out.reals(Schemas.VALUES, values);
  }

  private void times(long capture, long bound, long arrival, long ticks, long sequence) {
    out.fixed64(Schemas.CAPTURE, capture);
    if (bound != Sample.UNBOUNDED) {
      out.fixed64(Schemas.BOUND, bound);
    }
    out.fixed64(Schemas.ARRIVAL, arrival);
    if (ticks != Sample.NO_TICKS) {
      out.fixed64(Schemas.TICKS, ticks);
    }
    out.int64(Schemas.SEQUENCE, sequence);
  }

  private void frame(FrameRow row) {
    if (!row.encoded()) {
      out.int64(Schemas.NOT_ENCODED, 1);
      return;
    }
    out.int64(Schemas.VIDEO_PTS, row.ptsMicros());
    out.int64(Schemas.FRAME_INDEX, row.index());
    out.int64(Schemas.KEY_FRAME, row.keyFrame() ? 1 : 0);
    out.int64(Schemas.PACKET_BYTES, row.packetBytes());
    out.fixed32(Schemas.PACKET_CRC, row.packetCrc());
    if (row.byteOffset() != FrameRow.NO_OFFSET) {
      out.int64(Schemas.BYTE_OFFSET, row.byteOffset());
    }
  }

  public void event(EpisodeEvent event) {
    begin(event.studioNanos());
    out.int64(Foxglove.LOG_LEVEL, level(event.kind()));
    out.text(Foxglove.LOG_MESSAGE, event.text());
    out.text(Foxglove.LOG_NAME, event.subject().isEmpty() ? "studio" : event.subject());
    ProtoBytes own = new ProtoBytes();
    own.fixed64(Schemas.STUDIO, event.studioNanos());
    own.text(Schemas.EVENT_KIND, event.kind().name());
    own.text(Schemas.EVENT_SUBJECT, event.subject());
    own.int64(Schemas.EVENT_COUNT, event.count());
    if (event.untilNanos() != event.studioNanos()) {
      own.fixed64(Schemas.EVENT_UNTIL, event.untilNanos());
    }
    out.message(Foxglove.STAMP, own);
  }

  /// Lost data is an error, whoever lost it.
  private static int level(EventKind kind) {
    return switch (kind) {
      case LOST, OVERRUN, CAMERA_FAILED -> Foxglove.LEVEL_ERROR;
      case RESTART, SLOW_WRITE, LOW_DISK, GAP, NEW_PART, STARTED_ANYWAY -> Foxglove.LEVEL_WARNING;
      default -> Foxglove.LEVEL_INFO;
    };
  }

  /// A picture of H.264 in Annex B, with its record.
  public void video(long captureNanos, String frameId, MemorySegment packet, MemorySegment record) {
    begin(captureNanos);
    out.text(Foxglove.FRAME_ID, frameId);
    out.bytes(Foxglove.VIDEO_DATA, packet);
    out.text(Foxglove.VIDEO_FORMAT, "h264");
    out.bytes(Foxglove.STAMP, record);
  }

  /// A JPEG picture, with its record.
  public void image(long captureNanos, String frameId, MemorySegment packet, MemorySegment record) {
    begin(captureNanos);
    out.bytes(Foxglove.IMAGE_DATA, packet);
    out.text(Foxglove.IMAGE_FORMAT, "jpeg");
    out.text(Foxglove.IMAGE_FRAME_ID, frameId);
    out.bytes(Foxglove.STAMP, record);
  }

  /// Where a frame lies in another one, without a turn.
  public void transform(
      long studioNanos, String parent, String child, double x, double y, double z) {
    transform(studioNanos, parent, child, new Pose(new Vec3(x, y, z), Quat.IDENTITY));
  }

  /// Where one frame stands in another.
  public void transform(long studioNanos, String parent, String child, Pose parentFromChild) {
    begin(studioNanos);
    out.text(Foxglove.PARENT, parent);
    out.text(Foxglove.CHILD, child);
    int translation = out.begin(Foxglove.TRANSLATION);
    out.real(1, parentFromChild.position().x());
    out.real(2, parentFromChild.position().y());
    out.real(3, parentFromChild.position().z());
    out.end(translation);
    int rotation = out.begin(Foxglove.ROTATION);
    out.real(1, parentFromChild.rotation().x());
    out.real(2, parentFromChild.rotation().y());
    out.real(3, parentFromChild.rotation().z());
    out.real(4, parentFromChild.rotation().w());
    out.end(rotation);
  }

  /// A camera's numbers. Pictures are not rectified, so that is not told of.
  public void calibration(long studioNanos, String frameId, LensNumbers lens) {
    begin(studioNanos);
    out.fixed32(Foxglove.LENS_WIDTH, lens.width());
    out.fixed32(Foxglove.LENS_HEIGHT, lens.height());
    out.text(Foxglove.LENS_MODEL, lens.fisheye() ? "kannala_brandt" : "plumb_bob");
    out.reals(
        Foxglove.LENS_DISTORTION,
        lens.distortion().stream().mapToDouble(Double::doubleValue).toArray());
    double fx = lens.fx();
    double fy = lens.fy();
    double cx = lens.cx();
    double cy = lens.cy();
    out.reals(Foxglove.LENS_MATRIX, new double[] {fx, 0, cx, 0, fy, cy, 0, 0, 1});
    out.reals(Foxglove.LENS_TURN, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    out.reals(Foxglove.LENS_PROJECTION, new double[] {fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0});
    out.text(Foxglove.LENS_FRAME_ID, frameId);
  }

  /// A stretch of the take with words about it; for a moment both times are the same.
  public void stretch(long fromNanos, long toNanos, Map<String, String> words) {
    out.clear();
    out.timestamp(Foxglove.EVENT_START, anchor.toUnixNanos(fromNanos));
    out.timestamp(Foxglove.EVENT_END, anchor.toUnixNanos(toNanos));
    words.forEach((key, value) -> {
      ProtoBytes pair = new ProtoBytes();
      pair.text(1, key);
      pair.text(2, value);
      out.message(Foxglove.EVENT_METADATA, pair);
    });
  }

  public void clock(ClockNote note) {
    ClockReport report = note.report();
    begin(note.studioNanos());
    out.fixed64(Schemas.STUDIO, note.studioNanos());
    out.text(Schemas.CLOCK_DEVICE, note.device());
    out.text(Schemas.CLOCK_STATE, report.state().name());
    out.text(Schemas.CLOCK_METHOD, report.method());
    out.fixed64(Schemas.CLOCK_OFFSET, report.offsetNanos());
    out.real(Schemas.CLOCK_DRIFT, report.driftPpm());
    if (report.boundNanos() != Sample.UNBOUNDED) {
      out.fixed64(Schemas.CLOCK_BOUND, report.boundNanos());
    }
    out.int64(Schemas.CLOCK_SAMPLES, report.samples());
    out.int64(Schemas.CLOCK_JUMPS, report.jumps());
    PathDelay path = report.path();
    if (path != null) {
      out.fixed64(Schemas.CLOCK_PATH, path.leastNanos());
      out.fixed64(Schemas.CLOCK_PATH_DOUBT, path.uncertaintyNanos());
      out.text(Schemas.CLOCK_PATH_ORIGIN, path.origin());
    }
  }

  public void anchor(StudioClock.Anchor then) {
    begin(then.studioNanos());
    out.fixed64(Schemas.STUDIO, then.studioNanos());
    out.fixed64(Schemas.ANCHOR_UNIX, then.unixNanos());
    out.fixed64(Schemas.ANCHOR_UNCERTAINTY, then.uncertaintyNanos());
  }

  private void begin(long studioNanos) {
    out.clear();
    out.timestamp(Schemas.TIMESTAMP, anchor.toUnixNanos(studioNanos));
  }
}
