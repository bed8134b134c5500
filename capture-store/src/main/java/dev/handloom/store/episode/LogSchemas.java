package dev.handloom.store.episode;

import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.payload.Schemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The schemas of a file that is being written, each added when the first channel needs it.
public final class LogSchemas {
  private static final String PROTOBUF = "protobuf";

  private final McapWriter out;
  private final Map<String, Integer> ids = new HashMap<>();

  public LogSchemas(McapWriter out) {
    this.out = out;
  }

  /// Adds a channel of protobuf messages and returns its id.
  ///
  /// @param schema the full name of the message
  public int channel(String schema, String topic, Map<String, String> metadata) throws IOException {
    Integer id = ids.get(schema);
    if (id == null) {
      id = out.schema(schema, PROTOBUF, Schemas.descriptorSet(schema));
      ids.put(schema, id);
    }
    return out.channel(id, topic, PROTOBUF, metadata);
  }
}
