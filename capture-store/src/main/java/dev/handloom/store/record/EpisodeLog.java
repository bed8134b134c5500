package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.RecordedFrame;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The MCAP of a take: every sample, every picture's record, every event.
final class EpisodeLog {
  private final McapWriter out;
  private final PayloadWriter payload;
  private final StudioClock.Anchor anchor;
  private final LogSchemas schemas;

  /// Of streams of numbers, by channel.
  private final List<@Nullable SampleForm> forms = new ArrayList<>();

  private final int events;
  private final int clocks;
  private final int anchors;
  private long eventCount;
  private long clockCount;
  private long anchorCount;

  EpisodeLog(DiskFile file, TakeMarker take) throws IOException {
    anchor = take.anchor();
    payload = new PayloadWriter(anchor);
    out =
        McapWriter.over(
            new Adapter(file), McapWriterOptions.recording().withLibrary(take.software()));
    out.metadata(
        Topics.EPISODE_METADATA,
        Topics.episode(
            take.id(), take.task(), take.person(), take.rig(), take.startNanos(), anchor));
    out.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    schemas = new LogSchemas(out);
    events = schemas.channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
    clocks = schemas.channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    anchors = schemas.channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
  }

  /// The channel for a stream; of a camera with the name of its video.
  int stream(StreamSpec spec, @Nullable String videoFile) throws IOException {
    Map<String, String> metadata = SpecCodec.write(spec);
    if (videoFile != null) {
      metadata.put(SpecCodec.VIDEO_FILE, videoFile);
    }
    SampleForm form = videoFile == null ? SampleForm.of(spec) : null;
    String schema = form == null ? Schemas.FRAME : form.form().schema();
    int channel = schemas.channel(schema, Topics.of(spec.name()), metadata);
    while (forms.size() <= channel) {
      forms.add(null);
    }
    forms.set(channel, form);
    return channel;
  }

  void sample(int channel, Sample sample) throws IOException {
    SampleForm form = forms.get(channel);
    if (form == null) {
      throw new IllegalArgumentException("No stream of numbers has the channel " + channel);
    }
    payload.sample(form, sample);
    put(channel, sample.sequence, sample.arrivalNanos, sample.captureNanos);
  }

  void frame(int channel, RecordedFrame frame) throws IOException {
    payload.frame(frame);
    put(channel, frame.sequence(), frame.arrivalNanos(), frame.captureNanos());
  }

  void event(EpisodeEvent event) throws IOException {
    payload.event(event);
    put(events, eventCount++, event.studioNanos(), event.studioNanos());
  }

  void clock(ClockNote note) throws IOException {
    payload.clock(note);
    put(clocks, clockCount++, note.studioNanos(), note.studioNanos());
  }

  void anchor(StudioClock.Anchor now) throws IOException {
    payload.anchor(now);
    put(anchors, anchorCount++, now.studioNanos(), now.studioNanos());
  }

  private void put(int channel, long sequence, long arrival, long capture) throws IOException {
    out.message(
        channel,
        sequence,
        anchor.toUnixNanos(arrival),
        anchor.toUnixNanos(capture),
        payload.bytes(),
        0,
        payload.length());
  }

  /// Hands all that was added to the operating system.
  void flush() throws IOException {
    out.flush();
  }

  /// Ends the file and closes it. After a failure it only closes.
  void close() throws IOException {
    out.close();
  }

  /// The MCAP library knows nothing of our disk.
  private record Adapter(DiskFile file) implements McapOutput {
    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      file.write(source, offset);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
