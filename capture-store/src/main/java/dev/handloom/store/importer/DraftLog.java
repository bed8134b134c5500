package dev.handloom.store.importer;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.EpisodeDraft.Stamps;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.RecordedFrame;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.video.PackedPicture;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The MCAP of an imported episode, written in the order of its times.
final class DraftLog implements Closeable {
  private final McapWriter out;
  private final LogSchemas schemas;
  private final PayloadWriter payload;
  private final StudioClock.Anchor anchor;
  private final List<Track> tracks = new ArrayList<>();

  /// A stream on its way into the file.
  private abstract static class Track {
    final StreamSpec spec;
    final int channel;
    final long[] nanos;
    final @Nullable Stamps stamps;
    final Tally tally;
    final int count;
    int next;

    Track(StreamSpec spec, int channel, long[] nanos, @Nullable Stamps stamps, int count) {
      this.stamps = stamps;
      this.spec = spec;
      this.channel = channel;
      this.nanos = nanos;
      this.count = count;
      tally = new Tally(spec);
    }

    boolean ended() {
      return next >= count;
    }

    abstract void write(PayloadWriter payload, long nanos, int at) throws IOException;

    /// Where nothing is known of single samples.
    abstract long usualBound();

    long bound(int at) {
      return stamps == null ? usualBound() : stamps.bounds()[at];
    }

    long arrival(int at) {
      return stamps == null ? nanos[at] : stamps.arrivals()[at];
    }

    long ticks(int at) {
      return stamps == null ? micros(spec, nanos[at]) : stamps.ticks()[at];
    }

    long sequence(int at) {
      return stamps == null ? at : stamps.sequences()[at];
    }
  }

  DraftLog(Bundle bundle, EpisodeDraft draft, Manifest.Times times, String software)
      throws IOException {
    anchor = times.anchor();
    out = McapWriter.create(bundle.mcap(), McapWriterOptions.recording().withLibrary(software));
    out.metadata(
        Topics.EPISODE_METADATA,
        Topics.episode(
            bundle.id().text(),
            draft.task(),
            draft.person(),
            draft.rig(),
            times.startNanos(),
            anchor));
    out.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    out.metadata(ImportMark.name(), ImportMark.entries(draft));
    schemas = new LogSchemas(out);
    payload = new PayloadWriter(anchor);
    EpisodeDraft.Beside beside = draft.beside();
    long begun = anchor.toUnixNanos(times.startNanos());
    for (Enclosure one : beside.enclosures()) {
      out.metadata(Enclosure.METADATA, one.metadata());
      out.attachment(one.name(), one.mediaType(), begun, begun, ByteBuffer.wrap(one.bytes()));
    }
    int events = schemas.channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
    int clocks = schemas.channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    int anchors = schemas.channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
    if (beside.anchors().isEmpty()) {
      payload.anchor(anchor);
      put(anchors, 0, anchor.studioNanos(), anchor.studioNanos());
    }
    for (int i = 0; i < beside.anchors().size(); i++) {
      payload.anchor(beside.anchors().get(i));
      put(anchors, i, beside.anchors().get(i).studioNanos(), beside.anchors().get(i).studioNanos());
    }
    for (int i = 0; i < beside.events().size(); i++) {
      EpisodeEvent event = beside.events().get(i);
      payload.event(event);
      put(events, i, event.studioNanos(), event.studioNanos());
    }
    for (int i = 0; i < beside.clocks().size(); i++) {
      ClockNote note = beside.clocks().get(i);
      payload.clock(note);
      put(clocks, i, note.studioNanos(), note.studioNanos());
    }
  }

  private static long micros(StreamSpec spec, long nanos) {
    return spec.ticks() == null ? Sample.NO_TICKS : nanos / 1000;
  }

  void pictures(StreamSpec spec, String videoFile, Pictures from, List<PackedPicture> pictures)
      throws IOException {
    Map<String, String> metadata = SpecCodec.write(spec);
    metadata.put(SpecCodec.VIDEO_FILE, videoFile);
    int channel = schemas.channel(Schemas.FRAME, Topics.of(spec.name()), metadata);
    StampSource source = spec.stampSource();
    tracks.add(
        new Track(
            spec,
            channel,
            from.nanos(),
            from.stamps(),
            Math.min(from.nanos().length, pictures.size())) {
          @Override
          void write(PayloadWriter into, long capture, int at) {
            PackedPicture picture = pictures.get(at);
            into.frame(
                new RecordedFrame(
                    capture,
                    bound(at),
                    arrival(at),
                    ticks(at),
                    source,
                    sequence(at),
                    new double[0],
                    new FrameRow(
                        picture.ptsMicros(),
                        at,
                        picture.keyFrame(),
                        picture.bytes(),
                        picture.crc(),
                        picture.byteOffset(),
                        true)));
          }

          @Override
          long usualBound() {
            return Sample.UNBOUNDED;
          }
        });
  }

  void numbers(Numbers numbers) throws IOException {
    StreamSpec spec = numbers.spec();
    SampleForm form = SampleForm.of(spec);
    int channel =
        schemas.channel(form.form().schema(), Topics.of(spec.name()), SpecCodec.write(spec));
    Sample sample = new Sample(spec);
    tracks.add(
        new Track(spec, channel, numbers.nanos(), numbers.stamps(), numbers.nanos().length) {
          @Override
          void write(PayloadWriter into, long capture, int at) {
            System.arraycopy(numbers.values()[at], 0, sample.values, 0, sample.values.length);
            sample.sequence = sequence(at);
            sample.deviceTicks = ticks(at);
            sample.captureNanos = capture;
            sample.arrivalNanos = arrival(at);
            sample.boundNanos = bound(at);
            into.sample(form, sample);
          }

          @Override
          long usualBound() {
            return numbers.boundNanos();
          }
        });
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

  /// Writes all of it.
  void write() throws IOException {
    for (Track track = earliest(); track != null; track = earliest()) {
      int at = track.next++;
      long capture = track.nanos[at];
      track.tally.at(capture, track.bound(at), track.arrival(at));
      track.tally.add(track.sequence(at), capture, track.bound(at), 0);
      track.write(payload, capture, at);
      put(track.channel, track.sequence(at), track.arrival(at), capture);
    }
  }

  private @Nullable Track earliest() {
    Track first = null;
    for (Track track : tracks) {
      if (!track.ended() && (first == null || track.nanos[track.next] < first.nanos[first.next])) {
        first = track;
      }
    }
    return first;
  }

  List<Manifest.StreamEntry> entries() {
    return tracks.stream().map(track -> track.tally.entry()).toList();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
