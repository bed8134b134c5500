package dev.handloom.store.importer;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
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
    final Tally tally;
    final int count;
    int next;

    Track(StreamSpec spec, int channel, long[] nanos, int count) {
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

    abstract long bound();
  }

  DraftLog(Bundle bundle, EpisodeDraft draft, StudioClock.Anchor anchor, String software)
      throws IOException {
    this.anchor = anchor;
    out = McapWriter.create(bundle.mcap(), McapWriterOptions.recording().withLibrary(software));
    out.metadata(
        Topics.EPISODE_METADATA,
        Topics.episode(bundle.id().text(), draft.task(), draft.person(), draft.rig(), 0, anchor));
    out.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    schemas = new LogSchemas(out);
    payload = new PayloadWriter(anchor);
    schemas.channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
    schemas.channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    int anchors = schemas.channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
    payload.anchor(anchor);
    put(anchors, 0, 0);
  }

  private static long micros(StreamSpec spec, long nanos) {
    return spec.ticks() == null ? Sample.NO_TICKS : nanos / 1000;
  }

  void pictures(StreamSpec spec, String videoFile, long[] nanos, List<PackedPicture> pictures)
      throws IOException {
    Map<String, String> metadata = SpecCodec.write(spec);
    metadata.put(SpecCodec.VIDEO_FILE, videoFile);
    int channel = schemas.channel(Schemas.FRAME, Topics.of(spec.name()), metadata);
    StampSource source = spec.stampSource();
    tracks.add(
        new Track(spec, channel, nanos, Math.min(nanos.length, pictures.size())) {
          @Override
          void write(PayloadWriter into, long capture, int at) {
            PackedPicture picture = pictures.get(at);
            into.frame(
                new RecordedFrame(
                    capture,
                    Sample.UNBOUNDED,
                    capture,
                    micros(spec, capture),
                    source,
                    at,
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
          long bound() {
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
        new Track(spec, channel, numbers.nanos(), numbers.nanos().length) {
          @Override
          void write(PayloadWriter into, long capture, int at) {
            System.arraycopy(numbers.values()[at], 0, sample.values, 0, sample.values.length);
            sample.sequence = at;
            sample.deviceTicks = micros(spec, capture);
            sample.captureNanos = capture;
            sample.arrivalNanos = capture;
            sample.boundNanos = numbers.boundNanos();
            into.sample(form, sample);
          }

          @Override
          long bound() {
            return numbers.boundNanos();
          }
        });
  }

  private void put(int channel, long sequence, long capture) throws IOException {
    long time = anchor.toUnixNanos(capture);
    out.message(channel, sequence, time, time, payload.bytes(), 0, payload.length());
  }

  /// Writes all of it.
  void write() throws IOException {
    for (Track track = earliest(); track != null; track = earliest()) {
      int at = track.next++;
      long capture = track.nanos[at];
      track.tally.at(capture, track.bound(), capture);
      track.tally.add(at, capture, track.bound(), 0);
      track.write(payload, capture, at);
      put(track.channel, at, capture);
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
