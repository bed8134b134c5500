package dev.handloom.store.importer.mcap;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.Beside;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapReaderOptions;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An MCAP that we exported, as it was recorded.
final class OwnMcap {
  private static final String MANIFEST = "episode.json";
  private static final String REVIEW = "review.jsonl";

  /// A video may be attached.
  private static final int LARGEST_BYTES = 1 << 30;

  private static final String UNKNOWN = "";

  private final Path file;
  private final String name;
  private final Path folder;
  private final List<String> notes;
  private final Map<Integer, String> schemas = new HashMap<>();
  private final Map<Integer, McapRecord.Channel> channels = new HashMap<>();
  private final Map<Integer, OwnSignal> signals = new LinkedHashMap<>();
  private final Map<Integer, OwnCamera> cameras = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> said = new HashMap<>();
  private final List<EpisodeEvent> events = new ArrayList<>();
  private final List<ClockNote> clocks = new ArrayList<>();
  private final List<StudioClock.Anchor> anchors = new ArrayList<>();
  private final List<Enclosure> enclosures = new ArrayList<>();
  private final PayloadReader payload = new PayloadReader();
  private Map<String, String> announced = Map.of();

  /// @param folder for what has to be laid out as files
  /// @param notes what is known of it already
  OwnMcap(Path file, String name, Path folder, List<String> notes) {
    this.file = file;
    this.name = name;
    this.folder = folder;
    this.notes = new ArrayList<>(notes);
  }

  EpisodeDraft read() throws IOException {
    try (McapReader in =
        McapReader.open(file, McapReaderOptions.strict().withMaxRecordBytes(LARGEST_BYTES))) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        record(record);
      }
      List<Pictures> pictures = new ArrayList<>();
      for (OwnCamera camera : cameras.values()) {
        camera.pictures().ifPresent(pictures::add);
      }
      return draft(pictures);
    } finally {
      for (OwnCamera camera : cameras.values()) {
        camera.close();
      }
    }
  }

  private void record(McapRecord record) throws IOException {
    switch (record) {
      case McapRecord.Schema schema -> schemas.put(schema.id(), schema.name());
      case McapRecord.Channel channel -> {
        if (channels.putIfAbsent(channel.id(), channel) == null) {
          channel(channel, schemas.getOrDefault(channel.schemaId(), UNKNOWN));
        }
      }
      case McapRecord.Metadata metadata when metadata.name().equals(Enclosure.METADATA) ->
          announced = metadata.entries();
      case McapRecord.Metadata metadata -> said.putIfAbsent(metadata.name(), metadata.entries());
      case McapRecord.Attachment attached -> attached(attached);
      case McapRecord.Message message -> message(message);
      default -> {
        // Indexes and the like say nothing of their own.
      }
    }
  }

  private void channel(McapRecord.Channel channel, String schema) throws IOException {
    if (!channel.metadata().containsKey(SpecCodec.STREAM)) {
      return;
    }
    StreamSpec spec = SpecCodec.read(channel.metadata());
    String video = channel.metadata().get(SpecCodec.VIDEO_FILE);
    Form form = Form.ofSchema(schema);
    if (schema.equals(Foxglove.VIDEO) || schema.equals(Foxglove.IMAGE)) {
      Path into = folder.resolve("camera-" + channel.id() + ".mp4");
      cameras.put(
          channel.id(),
          new OwnCamera(
              spec,
              into,
              schema.equals(Foxglove.VIDEO) ? OwnCamera.Kind.VIDEO : OwnCamera.Kind.IMAGE));
    } else if (video != null) {
      if (!Bundle.isFileName(video)) {
        throw new IOException("The video of " + spec.name() + " has no name for a file");
      }
      cameras.put(
          channel.id(), new OwnCamera(spec, folder.resolve(video), OwnCamera.Kind.ATTACHED));
    } else if (form != null) {
      signals.put(channel.id(), new OwnSignal(spec, form));
    }
  }

  private void attached(McapRecord.Attachment attached) throws IOException {
    String called = attached.name();
    if (called.equals(announced.get("name"))) {
      byte[] bytes = new byte[attached.data().remaining()];
      attached.data().duplicate().get(bytes);
      enclosures.add(
          new Enclosure(
              called,
              attached.mediaType(),
              announced.getOrDefault("subject", ""),
              announced.getOrDefault("words", ""),
              bytes));
      announced = Map.of();
    } else if (Bundle.isFileName(called)) {
      ByteBuffer data = attached.data().duplicate();
      try (FileChannel out =
          FileChannel.open(
              folder.resolve(called),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (data.hasRemaining()) {
          out.write(data);
        }
      }
    }
  }

  private void message(McapRecord.Message message) throws IOException {
    OwnSignal signal = signals.get(message.channelId());
    if (signal != null) {
      signal.add(message.data());
      return;
    }
    OwnCamera camera = cameras.get(message.channelId());
    if (camera != null) {
      camera.add(message.data());
      return;
    }
    McapRecord.Channel channel = channels.get(message.channelId());
    if (channel == null) {
      throw new IOException("A message of no channel");
    }
    switch (schemas.getOrDefault(channel.schemaId(), UNKNOWN)) {
      case Schemas.CLOCK -> {
        payload.read(message.data());
        clocks.add(payload.clock());
      }
      case Schemas.ANCHOR -> {
        payload.read(message.data());
        anchors.add(payload.anchor());
      }
      default -> {
        if (channel.topic().equals(Topics.EVENTS)) {
          payload.read(Form.LOG, message.data());
          events.add(payload.event());
        }
        // Other topics show for viewers what streams, enclosures and the review say.
      }
    }
  }

  private EpisodeDraft draft(List<Pictures> pictures) throws IOException {
    Manifest manifest = manifest();
    Map<String, String> episode = said.getOrDefault(Topics.EPISODE_METADATA, Map.of());
    Map<String, String> export = said.getOrDefault(Topics.EXPORT_METADATA, Map.of());
    OwnTimes times = OwnTimes.of(manifest, episode, export);
    if (times.cut()) {
      notes.add("It is a part of a take; what lies before and after it is not in the file");
    }
    if (manifest == null) {
      notes.add("Names of persons, rigs and machines had been left out of the file");
    } else {
      notes.addAll(manifest.notes());
    }
    List<Numbers> numbers = signals.values().stream().map(OwnSignal::numbers).toList();
    OwnReview review = new OwnReview(folder.resolve(REVIEW), times);
    StudioClock.Anchor anchor = times.anchor();
    return new EpisodeDraft(
        "“" + name + "”, exported from " + export.getOrDefault("episode", "an episode"),
        manifest == null ? episode.getOrDefault("task", "") : manifest.task(),
        manifest == null ? episode.getOrDefault("person", "") : manifest.person(),
        manifest == null ? episode.getOrDefault("rig", "") : manifest.rig(),
        anchor.toUnixNanos(times.fromNanos()),
        anchor.uncertaintyNanos(),
        times.toNanos() - times.fromNanos(),
        numbers,
        pictures,
        notes,
        review.entries(said.getOrDefault(Topics.REVIEW_METADATA, Map.of())),
        new Beside(
            new Manifest.Times(times.fromNanos(), times.toNanos(), anchor),
            events,
            clocks,
            anchors,
            enclosures,
            manifest == null ? List.of() : manifest.pauses(),
            manifest == null ? List.of() : manifest.sync()));
  }

  private @Nullable Manifest manifest() throws IOException {
    String id = said.getOrDefault(Topics.EXPORT_METADATA, Map.of()).getOrDefault("episode", "");
    Path attached = folder.resolve(MANIFEST);
    if (!Files.exists(attached) || !Bundle.isFileName(id)) {
      return null;
    }
    // A manifest is read in the folder that it names.
    Bundle named = new Bundle(Files.createDirectories(folder.resolve(id)));
    Files.move(attached, named.manifest());
    return ManifestFile.read(named);
  }
}
