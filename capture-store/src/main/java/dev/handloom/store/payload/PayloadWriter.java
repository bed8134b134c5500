package dev.handloom.store.payload;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;

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
    out.fixed64(Schemas.CAPTURE, capture);
    if (bound != Sample.UNBOUNDED) {
      out.fixed64(Schemas.BOUND, bound);
    }
    out.fixed64(Schemas.ARRIVAL, arrival);
    if (ticks != Sample.NO_TICKS) {
      out.fixed64(Schemas.TICKS, ticks);
    }
    out.int64(Schemas.SEQUENCE, sequence);
    out.reals(Schemas.VALUES, values);
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
    out.fixed64(Schemas.STUDIO, event.studioNanos());
    out.text(Schemas.EVENT_KIND, event.kind().name());
    out.text(Schemas.EVENT_SUBJECT, event.subject());
    out.int64(Schemas.EVENT_COUNT, event.count());
    out.text(Schemas.EVENT_TEXT, event.text());
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
