package dev.handloom.store.gopro;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The MCAP of an imported episode: all that is known before is written in the order of its times.
final class ImportLog implements Closeable {
  static final String RIG = "GoPro";

  /// Writes one message.
  private interface Writing {
    void write() throws IOException;
  }

  private record Entry(long captureNanos, Writing writing) {}

  private final McapWriter out;
  private final LogSchemas schemas;
  private final PayloadWriter payload;
  private final StudioClock.Anchor anchor;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();

  ImportLog(Bundle bundle, String task, String person, StudioClock.Anchor anchor, String software)
      throws IOException {
    this.anchor = anchor;
    out = McapWriter.create(bundle.mcap(), McapWriterOptions.recording().withLibrary(software));
    out.metadata(
        Topics.EPISODE_METADATA, Topics.episode(bundle.id().text(), task, person, RIG, 0, anchor));
    out.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    schemas = new LogSchemas(out);
    payload = new PayloadWriter(anchor);
    schemas.channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
    schemas.channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    int anchors = schemas.channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
    payload.anchor(anchor);
    put(anchors, 0, anchor.studioNanos());
  }

  private Tally tally(StreamSpec spec) {
    Tally tally = new Tally(spec);
    tallies.add(tally);
    return tally;
  }

  void pictures(StreamSpec spec, String videoFile, List<PackedPicture> pictures, long boundNanos)
      throws IOException {
    Map<String, String> metadata = SpecCodec.write(spec);
    metadata.put(SpecCodec.VIDEO_FILE, videoFile);
    int channel = schemas.channel(Schemas.FRAME, Topics.of(spec.name()), metadata);
    Tally tally = tally(spec);
    for (int i = 0; i < pictures.size(); i++) {
      PackedPicture picture = pictures.get(i);
      long capture = picture.ptsMicros() * 1000;
      tally.at(capture, boundNanos, capture);
      tally.add(i, capture, boundNanos, 0);
      RecordedFrame frame =
          new RecordedFrame(
              capture,
              boundNanos,
              capture,
              picture.ptsMicros(),
              StampSource.DEVICE_CLOCK,
              i,
              new double[0],
              new FrameRow(
                  picture.ptsMicros(),
                  i,
                  picture.keyFrame(),
                  picture.bytes(),
                  picture.crc(),
                  picture.byteOffset(),
                  true));
      entries.add(
          new Entry(
              capture,
              () -> {
                payload.frame(frame);
                put(channel, frame.sequence(), capture);
              }));
    }
  }

  void samples(StreamSpec spec, List<Sample> samples) throws IOException {
    SampleForm form = SampleForm.of(spec);
    int channel =
        schemas.channel(form.form().schema(), Topics.of(spec.name()), SpecCodec.write(spec));
    Tally tally = tally(spec);
    for (Sample sample : samples) {
      tally.at(sample.captureNanos, sample.boundNanos, sample.arrivalNanos);
      tally.add(sample.sequence, sample.captureNanos, sample.boundNanos, 0);
      entries.add(
          new Entry(
              sample.captureNanos,
              () -> {
                payload.sample(form, sample);
                put(channel, sample.sequence, sample.captureNanos);
              }));
    }
  }

  private void put(int channel, long sequence, long capture) throws IOException {
    long time = anchor.toUnixNanos(capture);
    out.message(channel, sequence, time, time, payload.bytes(), 0, payload.length());
  }

  /// Writes all of it.
  ///
  /// @return capture time of the last
  long write() throws IOException {
    entries.sort(Comparator.comparingLong(Entry::captureNanos));
    for (Entry entry : entries) {
      entry.writing().write();
    }
    return entries.isEmpty() ? 0 : entries.getLast().captureNanos();
  }

  List<Manifest.StreamEntry> entries() {
    return tallies.stream().map(Tally::entry).toList();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
