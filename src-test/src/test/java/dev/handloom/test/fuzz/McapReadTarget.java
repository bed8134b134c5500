package dev.handloom.test.fuzz;

import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapReaderOptions;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.MessageCursor;
import dev.handloom.store.mcap.MessageQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streaming reader, strict and trusting, and the indexed reader, forwards and backwards.
final class McapReadTarget implements FuzzTarget {
  private final List<FuzzInput> seeds = McapSeeds.all();

  @Override
  public String name() {
    return "mcap-readers";
  }

  @Override
  public List<FuzzInput> seeds() {
    return seeds;
  }

  @Override
  public Shape shape(String file) {
    return Shape.MCAP;
  }

  @Override
  public void read(FuzzInput input, Path folder) throws Exception {
    McapReaderOptions trusting = McapReaderOptions.strict().withoutCrcChecks();
    Path file = folder.resolve("fuzz.mcap");
    Files.write(file, input.bytes());
    McapException refused = null;
    for (Reading reading :
        List.<Reading>of(
            () -> streamed(input.bytes(), McapReaderOptions.strict()),
            () -> streamed(input.bytes(), trusting),
            () -> streamed(input.bytes(), trusting.withChunksPacked()),
            () -> indexed(file, McapReaderOptions.strict()),
            () -> indexed(file, trusting))) {
      try {
        reading.run();
      } catch (McapException e) {
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void streamed(byte[] bytes, McapReaderOptions options) throws IOException {
    try (McapReader reader = McapReader.open(new ByteArrayInputStream(bytes), options)) {
      @Nullable McapRecord record;
      do {
        record = reader.next();
      } while (record != null);
    }
  }

  private static void indexed(Path file, McapReaderOptions options) throws IOException {
    try (IndexedMcapReader reader = IndexedMcapReader.open(file, options)) {
      drain(reader.messages(MessageQuery.all()));
      drain(reader.messages(MessageQuery.all().topics("left").between(4000, 20_000).backwards()));
      for (McapRecord.AttachmentIndex index : reader.attachmentIndexes()) {
        reader.attachment(index);
      }
      for (McapRecord.MetadataIndex index : reader.metadataIndexes()) {
        reader.metadata(index);
      }
    }
  }

  private static void drain(MessageCursor messages) throws IOException {
    McapRecord.@Nullable Message message;
    do {
      message = messages.next();
    } while (message != null);
  }

  @Override
  public boolean documented(Throwable thrown) {
    return thrown instanceof McapException;
  }

  @Override
  public Allowance allowance() {
    return new Allowance(4 << 20, 300);
  }
}
