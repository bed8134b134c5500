package dev.handloom.store.episode;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.SpecCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Goes through an episode's MCAP once, from its first byte to its last. Every checksum on the way
/// is verified.
public final class EpisodeLogReader {
  /// What the messages of a channel are.
  private Map<String, String> announced = Map.of();

  private sealed interface Route {
    record Stream(int number, Form form) implements Route {}

    record Events(Form form) implements Route {}

    record Clocks() implements Route {}

    record Anchors() implements Route {}

    record Unknown(String topic) implements Route {}
  }

  private final LogVisitor visitor;
  private final PayloadReader payload = new PayloadReader();
  private final Map<Integer, String> schemas = new HashMap<>();
  private final Map<Integer, Route> routes = new HashMap<>();
  private int streams;
  private long messages;

  private EpisodeLogReader(LogVisitor visitor) {
    this.visitor = visitor;
  }

  /// Reads all of it.
  ///
  /// @return how many messages there are
  /// @throws IOException where the file is damaged or was never ended
  public static long read(Path mcap, LogVisitor visitor) throws IOException {
    EpisodeLogReader reader = new EpisodeLogReader(visitor);
    try (McapReader in = McapReader.open(mcap)) {
      McapRecord record;
      while ((record = in.next()) != null) {
        reader.record(record);
      }
    } catch (IOException e) {
      throw new BundleException(
          "The episode's data is damaged (" + e.getMessage() + ")",
          "What comes before can be recovered",
          mcap,
          e);
    }
    return reader.messages;
  }

  private void record(McapRecord record) throws IOException {
    switch (record) {
      case McapRecord.Message message -> message(message);
      case McapRecord.Schema schema -> schemas.put(schema.id(), schema.name());
      case McapRecord.Channel channel -> channel(channel);
      case McapRecord.Metadata metadata when metadata.name().equals(Enclosure.METADATA) ->
          announced = metadata.entries();
      case McapRecord.Metadata metadata -> visitor.metadata(metadata.name(), metadata.entries());
      case McapRecord.Attachment file ->
          visitor.enclosure(Enclosure.read(file.name(), file.mediaType(), announced, file.data()));
      default -> {
        // Indexes and the like say nothing of their own.
      }
    }
  }

  private void channel(McapRecord.Channel channel) throws IOException {
    if (routes.containsKey(channel.id())) {
      // The summary repeats them.
      return;
    }
    routes.put(channel.id(), route(channel, schemas.getOrDefault(channel.schemaId(), "")));
  }

  private Route route(McapRecord.Channel channel, String schema) throws IOException {
    Form form = Form.ofSchema(schema);
    if (form == Form.LOG || schema.equals(Schemas.EVENT)) {
      return new Route.Events(form == null ? Form.OWN : form);
    }
    if (form != null && channel.metadata().containsKey(SpecCodec.STREAM)) {
      StreamSpec spec = SpecCodec.read(channel.metadata());
      String video = channel.metadata().get(SpecCodec.VIDEO_FILE);
      if (video != null && !Bundle.isFileName(video)) {
        throw new IOException("The video of " + spec.name() + " has no name for a file");
      }
      visitor.stream(streams, spec, video);
      return new Route.Stream(streams++, form);
    }
    return switch (schema) {
      case Schemas.CLOCK -> new Route.Clocks();
      case Schemas.ANCHOR -> new Route.Anchors();
      default -> new Route.Unknown(channel.topic());
    };
  }

  private void message(McapRecord.Message message) throws IOException {
    messages++;
    Route route = routes.get(message.channelId());
    if (route == null) {
      throw new IOException("A message of no channel");
    }
    if (route instanceof Route.Unknown unknown) {
      visitor.unknown(unknown.topic());
      return;
    }
    payload.read(form(route), message.data());
    switch (route) {
      case Route.Stream stream -> visitor.sample(stream.number(), payload);
      case Route.Events _ -> visitor.event(payload.event());
      case Route.Clocks() -> visitor.clock(payload.clock());
      case Route.Anchors() -> visitor.anchor(payload.anchor());
      case Route.Unknown unknown -> visitor.unknown(unknown.topic());
    }
  }

  private static Form form(Route route) {
    return switch (route) {
      case Route.Stream stream -> stream.form();
      case Route.Events events -> events.form();
      case Route.Clocks(), Route.Anchors(), Route.Unknown(_) -> Form.OWN;
    };
  }
}
