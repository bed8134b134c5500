package dev.handloom.store.importer.mcap;

import dev.handloom.store.mcap.McapRecord.Channel;
import dev.handloom.store.mcap.McapRecord.Schema;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the messages of a topic apart.
interface MessageForm {
  /// What a message says, by the names of its fields: numbers, texts, bytes, a [Stamp], lists, and
  /// maps of the same.
  ///
  /// @throws IOException where the bytes are no such message
  Map<String, Object> read(MemorySegment data) throws IOException;

  /// The form of a topic.
  ///
  /// @throws IOException where it is none that is known here; its message is the reason
  static MessageForm of(Channel channel, @Nullable Schema schema) throws IOException {
    String encoding = channel.messageEncoding();
    if (encoding.equals("json")) {
      return new JsonForm();
    }
    if (schema == null) {
      throw new IOException("nothing says how its messages are laid out");
    }
    byte[] bytes = new byte[schema.data().remaining()];
    schema.data().duplicate().get(bytes);
    if (encoding.equals("protobuf") && schema.encoding().equals("protobuf")) {
      return ProtobufForm.of(bytes, schema.name());
    }
    boolean cdr = encoding.equals("cdr") && schema.encoding().equals("ros2msg");
    if (cdr || (encoding.equals("ros1") && schema.encoding().equals("ros1msg"))) {
      return RosForm.of(new String(bytes, StandardCharsets.UTF_8), schema.name(), cdr);
    }
    throw new IOException(
        "messages as “"
            + encoding
            + "” with a schema as “"
            + schema.encoding()
            + "” are not understood");
  }
}
