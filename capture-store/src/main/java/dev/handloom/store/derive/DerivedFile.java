package dev.handloom.store.derive;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An MCAP of derived streams, in the times and forms of the episode that they follow from. The
/// same samples give the same bytes: nothing of the day or the machine is in it.
public final class DerivedFile implements Closeable {
  /// Metadata record: what was made of what, by what.
  public static final String METADATA = "handloom.derived";

  private final Path file;
  private final Path beside;
  private final McapWriter out;
  private final LogSchemas schemas;
  private final StudioClock.Anchor anchor;
  private final PayloadWriter payload;
  private final List<Integer> channels = new ArrayList<>();
  private final List<SampleForm> forms = new ArrayList<>();
  private boolean kept;

  private DerivedFile(Path file, Path beside, McapWriter out, StudioClock.Anchor anchor) {
    this.file = file;
    this.beside = beside;
    this.out = out;
    this.anchor = anchor;
    schemas = new LogSchemas(out);
    payload = new PayloadWriter(anchor);
  }

  /// Begins a file. One that is there stays whole until [#keep].
  ///
  /// @param provenance what was made of what, by what
  public static DerivedFile begin(
      Path file, Manifest episode, String software, Map<String, String> provenance)
      throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = Durable.beside(whole);
    FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    McapWriter out =
        McapWriter.over(
            McapOutput.onto(channel), McapWriterOptions.recording().withLibrary(software));
    Manifest.Times times = episode.times();
    DerivedFile made = new DerivedFile(whole, beside, out, times.anchor());
    try {
      out.metadata(
          Topics.EPISODE_METADATA,
          Topics.episode(
              episode.id(),
              episode.task(),
              episode.person(),
              episode.rig(),
              times.startNanos(),
              times.anchor()));
      // In order: maps of constants have another one in each run.
      out.metadata(Topics.TIME_METADATA, new TreeMap<>(Topics.TIME_CONVENTION));
      out.metadata(METADATA, provenance);
    } catch (IOException e) {
      made.close();
      throw e;
    }
    return made;
  }

  /// Adds a stream and returns its number.
  public int stream(StreamSpec spec) throws IOException {
    SampleForm form = SampleForm.of(spec);
    channels.add(
        schemas.channel(
            form.form().schema(), Topics.of(spec.name()), new TreeMap<>(SpecCodec.write(spec))));
    forms.add(form);
    return forms.size() - 1;
  }

  public void sample(int stream, Sample sample) throws IOException {
    payload.sample(forms.get(stream), sample);
    out.message(
        channels.get(stream),
        sample.sequence,
        anchor.toUnixNanos(sample.arrivalNanos),
        anchor.toUnixNanos(sample.captureNanos),
        payload.bytes(),
        0,
        payload.length());
  }

  /// Ends the file and puts it in place, over one of the same name.
  public void keep() throws IOException {
    out.close();
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    kept = true;
  }

  /// Throws away what was not kept.
  @Override
  public void close() throws IOException {
    if (!kept) {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(beside);
      }
    }
  }
}
