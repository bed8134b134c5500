package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The MCAP of a take: every sample, every picture's record, every event. One file, or several if
/// one fails: what is not known to be on the disk is kept in memory and written again into the
/// next. Belongs to the writer thread.
final class EpisodeLog {
  private static final Logger LOG = LoggerFactory.getLogger(EpisodeLog.class);

  /// Makes the files.
  @FunctionalInterface
  interface Opener {
    DiskFile open(int part) throws IOException;
  }

  private record Channel(String schema, String topic, Map<String, String> metadata) {}

  private final Opener opener;
  private final TakeMarker take;
  private final List<Enclosure> enclosures;
  private final Incidents incidents;
  private final PayloadWriter payload;
  private final StudioClock.Anchor anchor;
  private final KeptMessages kept = new KeptMessages();
  private final List<Channel> channels = new ArrayList<>();

  /// Of streams of numbers, by channel.
  private final List<@Nullable SampleForm> forms = new ArrayList<>();

  private final int events;
  private final int clocks;
  private final int anchors;
  private volatile LogPart part;
  private volatile long earlierBytes;
  private McapWriter out;
  private LogSchemas schemas;
  private long eventCount;
  private long clockCount;
  private long anchorCount;

  EpisodeLog(Opener opener, TakeMarker take, Incidents incidents) throws IOException {
    this(opener, take, List.of(), incidents);
  }

  EpisodeLog(Opener opener, TakeMarker take, List<Enclosure> enclosures, Incidents incidents)
      throws IOException {
    this.opener = opener;
    this.take = take;
    this.enclosures = enclosures;
    this.incidents = incidents;
    anchor = take.anchor();
    payload = new PayloadWriter(anchor);
    part = new LogPart(1, opener.open(1));
    out = begin(part);
    schemas = new LogSchemas(out);
    events = channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
    clocks = channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    anchors = channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
  }

  private McapWriter begin(LogPart next) throws IOException {
    McapWriter writer =
        McapWriter.over(
            new Adapter(next), McapWriterOptions.recording().withLibrary(take.software()));
    writer.metadata(
        Topics.EPISODE_METADATA,
        Topics.episode(
            take.id(), take.task(), take.person(), take.rig(), take.startNanos(), anchor));
    writer.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    long when = anchor.toUnixNanos(take.startNanos());
    for (Enclosure one : enclosures) {
      writer.metadata(Enclosure.METADATA, one.metadata());
      writer.attachment(one.name(), one.mediaType(), when, when, ByteBuffer.wrap(one.bytes()));
    }
    return writer;
  }

  private int channel(String schema, String topic, Map<String, String> metadata)
      throws IOException {
    channels.add(new Channel(schema, topic, metadata));
    return schemas.channel(schema, topic, metadata);
  }

  /// The channel for a stream; of a camera with the name of its video.
  int stream(StreamSpec spec, @Nullable String videoFile) throws IOException {
    Map<String, String> metadata = SpecCodec.write(spec);
    if (videoFile != null) {
      metadata.put(SpecCodec.VIDEO_FILE, videoFile);
    }
    SampleForm form = videoFile == null ? SampleForm.of(spec) : null;
    String schema = form == null ? Schemas.FRAME : form.form().schema();
    int channel = channel(schema, Topics.of(spec.name()), metadata);
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
    long logTime = anchor.toUnixNanos(arrival);
    long publishTime = anchor.toUnixNanos(capture);
    kept.add(channel, sequence, logTime, publishTime, payload.bytes(), payload.length());
    try {
      out.message(channel, sequence, logTime, publishTime, payload.bytes(), 0, payload.length());
    } catch (IOException e) {
      goOn(e);
    }
  }

  /// Hands all that was added to the operating system, into a new file if this one failed since.
  void flush() throws IOException {
    LogPart now = part;
    IOException failed = now.failure();
    if (failed != null) {
      goOn(failed);
      return;
    }
    try {
      out.flush();
    } catch (IOException e) {
      goOn(e);
      return;
    }
    now.flushed(kept.nextIndex());
    kept.synced(now.synced());
  }

  /// Whether the file failed since the last flush.
  boolean failed() {
    return part.failure() != null;
  }

  /// A file that failed is never written or forced again. A new one that fails before anything of
  /// it was on the disk means that the disk is gone.
  private void goOn(IOException cause) throws IOException {
    LogPart failed = part;
    kept.synced(failed.synced());
    if (failed.number() == LogPart.MOST || (failed.number() > 1 && failed.synced() < 0)) {
      throw cause;
    }
    LOG.error("The log failed and is continued in part {}", failed.number() + 1, cause);
    failed.fail(cause);
    long before = earlierBytes;
    earlierBytes = before + failed.file().size();
    try {
      // Writes nothing any more: its file refuses.
      out.close();
    } catch (IOException e) {
      LOG.debug("The failed file is closed: {}", e.getMessage());
    }
    LogPart next = new LogPart(failed.number() + 1, opener.open(failed.number() + 1));
    part = next;
    out = begin(next);
    Map<String, String> place = new LinkedHashMap<>();
    place.put(Topics.PART_NUMBER, Integer.toString(next.number()));
    place.put(Topics.PART_MESSAGES_BEFORE, Long.toString(kept.firstIndex()));
    out.metadata(Topics.PART_METADATA, place);
    schemas = new LogSchemas(out);
    for (Channel channel : channels) {
      schemas.channel(channel.schema(), channel.topic(), channel.metadata());
    }
    kept.each(out::message);
    out.flush();
    next.flushed(kept.nextIndex());
    incidents.add(
        new EpisodeEvent(
            StudioClock.now(),
            EventKind.NEW_PART,
            "",
            kept.forgotten(),
            "The data file failed (" + cause.getMessage() + ") and was continued in a new one"));
  }

  /// The file that is written now.
  LogPart part() {
    return part;
  }

  /// Bytes in all files.
  long bytes() {
    return earlierBytes + part.file().size();
  }

  /// Bytes of memory for what is not on the disk yet.
  long keptBytes() {
    return kept.bytes();
  }

  /// Ends the file and closes it; a file that fails in its last moment is continued, too.
  void close() throws IOException {
    flush();
    try {
      out.close();
    } catch (IOException e) {
      goOn(e);
      out.close();
    }
  }

  /// Closes the file as it is.
  void abandon() throws IOException {
    part.file().close();
  }

  /// The MCAP library knows nothing of our disk.
  private record Adapter(LogPart part) implements McapOutput {
    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      IOException failed = part.failure();
      if (failed != null) {
        throw new IOException(failed.getMessage(), failed);
      }
      part.file().write(source, offset);
    }

    @Override
    public void force() throws IOException {
      part.forceAll();
    }

    @Override
    public void close() throws IOException {
      part.file().close();
    }
  }
}
