package dev.handloom.store.fake;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.OldEvent;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a bundle as the first versions wrote it, before there were published messages in it: every
/// stream in `handloom.Sample`, every event in `handloom.Event`.
public final class OldBundle {
  private OldBundle() {}

  public static void make(Bundle bundle) throws IOException {
    Path old = bundle.folder().resolve("old.mcap");
    StudioClock.Anchor anchor = ManifestFile.read(bundle).times().anchor();
    String before = FileHash.sha256(bundle.mcap());
    try (McapWriter out = McapWriter.create(old, McapWriterOptions.recording())) {
      EpisodeLogReader.read(bundle.mcap(), new Rewrite(out, anchor));
    }
    long bytes = Files.size(bundle.mcap());
    Files.delete(bundle.mcap());
    Files.move(old, bundle.mcap());
    String text = Files.readString(bundle.manifest(), StandardCharsets.UTF_8);
    Files.writeString(
        bundle.manifest(),
        text.replace(before, FileHash.sha256(bundle.mcap()))
            .replace("\"bytes\" : " + bytes, "\"bytes\" : " + Files.size(bundle.mcap())));
  }

  private static final class Rewrite implements LogVisitor {
    private final McapWriter out;
    private final LogSchemas schemas;
    private final StudioClock.Anchor anchor;
    private final PayloadWriter payload;
    private final List<Integer> channels = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final int events;

    Rewrite(McapWriter out, StudioClock.Anchor anchor) throws IOException {
      this.out = out;
      this.anchor = anchor;
      schemas = new LogSchemas(out);
      payload = new PayloadWriter(anchor);
      events = schemas.channel(Schemas.EVENT, Topics.EVENTS, Map.of());
    }

    @Override
    public void metadata(String name, Map<String, String> entries) {
      try {
        out.metadata(name, entries);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) throws IOException {
      Map<String, String> metadata = SpecCodec.write(spec);
      if (videoFile != null) {
        metadata.put(SpecCodec.VIDEO_FILE, videoFile);
      }
      channels.add(
          schemas.channel(
              videoFile == null ? Schemas.SAMPLE : Schemas.FRAME,
              Topics.of(spec.name()),
              metadata));
      samples.add(new Sample(spec));
    }

    @Override
    public void sample(int number, PayloadReader read) throws IOException {
      Sample sample = samples.get(number);
      byte[] message;
      if (read.form() == Form.OWN) {
        message = read.message().toArray(ValueLayout.JAVA_BYTE);
      } else {
        sample.captureNanos = read.captureNanos();
        sample.boundNanos = read.boundNanos();
        sample.arrivalNanos = read.arrivalNanos();
        sample.deviceTicks = read.deviceTicks();
        sample.sequence = read.sequence();
        for (int i = 0; i < sample.values.length; i++) {
          sample.values[i] = read.value(i);
        }
        payload.sample(sample);
        message = Arrays.copyOf(payload.bytes(), payload.length());
      }
      out.message(
          channels.get(number),
          read.sequence(),
          anchor.toUnixNanos(read.arrivalNanos()),
          anchor.toUnixNanos(read.captureNanos()),
          message,
          0,
          message.length);
    }

    @Override
    public void event(EpisodeEvent event) {
      byte[] message = OldEvent.bytes(anchor, event);
      long time = anchor.toUnixNanos(event.studioNanos());
      try {
        out.message(events, 0, time, time, message, 0, message.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
