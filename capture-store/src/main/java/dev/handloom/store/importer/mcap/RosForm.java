package dev.handloom.store.importer.mcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// Messages of ROS, by the definitions that the file has of them: of ROS 2 in CDR, of ROS 1 in its
/// own layout.
final class RosForm implements MessageForm {
  private final RosTypes types;
  private final String root;
  private final boolean cdr;

  private RosForm(RosTypes types, String root, boolean cdr) {
    this.types = types;
    this.root = root;
    this.cdr = cdr;
  }

  static RosForm of(String definitions, String name, boolean cdr) throws IOException {
    String root = RosTypes.plain(name);
    return new RosForm(RosTypes.of(definitions, root), root, cdr);
  }

  @Override
  public Map<String, Object> read(MemorySegment data) throws IOException {
    return new RosMessage(types, data.toArray(ValueLayout.JAVA_BYTE), cdr).read(root);
  }
}
