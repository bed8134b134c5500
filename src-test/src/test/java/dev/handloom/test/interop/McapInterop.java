package dev.handloom.test.interop;

import dev.handloom.store.mcap.Compression;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapFeature;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapReaderOptions;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapVerifier;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.mcap.MessageCursor;
import dev.handloom.store.mcap.MessageQuery;
import dev.handloom.store.mcap.VerifyReport;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// `write FOLDER` makes MCAP files and, beside each, the account of what was put in. `read FOLDER`
/// reads files that others made and holds them against the accounts that others drew up; a file
/// without one gets ours. See `src-test/interop/mcap.sh`.
public final class McapInterop {
  private static final int MESSAGES = 20_000;

  private McapInterop() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "write" -> writeAll(folder);
      case "read" -> readAll(folder);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void writeAll(Path folder) throws IOException {
    McapWriterOptions options = McapWriterOptions.recording().withProfile("interop");
    for (Compression compression : Compression.values()) {
      write(
          folder.resolve("ours-" + compression.name().toLowerCase(Locale.ROOT) + ".mcap"),
          options.withCompression(compression),
          true);
    }
    write(
        folder.resolve("ours-unchunked.mcap"),
        options.withFeatures(
            EnumSet.complementOf(
                EnumSet.of(
                    McapFeature.CHUNKS, McapFeature.CHUNK_INDEX, McapFeature.MESSAGE_INDEX))),
        false);
  }

  private static void write(Path file, McapWriterOptions options, boolean indexed)
      throws IOException {
    Random random = new Random(file.getFileName().toString().hashCode());
    Account account = new Account();
    account.add(new McapRecord.Header(options.profile(), ""));
    List<McapRecord.Message> messages = new ArrayList<>();
    try (McapWriter writer = McapWriter.create(file, options)) {
      List<Integer> channels = describe(writer, account);
      attach(writer, account, "first.bin", random, 2 << 20);
      for (int i = 0; i < MESSAGES; i++) {
        byte[] data = new byte[i == 777 ? 3 << 20 : random.nextInt(400) * random.nextInt(3)];
        for (int j = 0; j < data.length; j++) {
          data[j] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : j / 8);
        }
        // Each time once; neighbours swapped, so that reading by time differs from reading along.
        long time = i == MESSAGES - 1 ? Long.MIN_VALUE + 5 : 1_000_000L * (i ^ 1);
        McapRecord.Message message =
            new McapRecord.Message(
                channels.get(i % channels.size()),
                i == 5 ? 0xFFFF_FFFFL : i,
                time,
                i == 6 ? -1 : time - 3,
                MemorySegment.ofArray(data));
        writer.message(
            message.channelId(),
            message.sequence(),
            message.logTimeNanos(),
            message.publishTimeNanos(),
            message.data(),
            data.length);
        messages.add(message);
        if (i == MESSAGES / 2) {
          writer.metadata("midway", Map.of("at", Integer.toString(i)));
          account.add(new McapRecord.Metadata("midway", Map.of("at", Integer.toString(i))));
        }
      }
      attach(writer, account, "empty", random, 0);
    }
    messages.forEach(account::add);
    String text = account.describe() + account.digest("streamed");
    if (indexed) {
      Account ordered = new Account();
      messages.sort(Comparator.comparing(McapRecord.Message::logTimeNanos, Long::compareUnsigned));
      messages.forEach(ordered::add);
      text += ordered.digest("indexed");
    }
    Files.writeString(accountOf(file), text);
    System.out.println(account.row("ours wrote", file));
  }

  private static List<Integer> describe(McapWriter writer, Account account) throws IOException {
    byte[] json = "{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8);
    byte[] binary = new byte[256];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) i;
    }
    List<Integer> channels = new ArrayList<>();
    record Kind(String name, String encoding, byte[] data) {}
    for (Kind kind :
        List.of(new Kind("Text", "jsonschema", json), new Kind("Übung", "x", binary))) {
      int id = writer.schema(kind.name(), kind.encoding(), kind.data());
      account.add(
          new McapRecord.Schema(id, kind.name(), kind.encoding(), ByteBuffer.wrap(kind.data())));
      channels.add(
          channel(writer, account, id, "/hand/" + kind.name(), Map.of("b", "2", "a", "ä")));
    }
    channels.add(channel(writer, account, 0, "schemaless", Map.of()));
    channel(writer, account, 0, "silent", Map.of("why", "no message comes"));
    return channels;
  }

  private static int channel(
      McapWriter writer, Account account, int schema, String topic, Map<String, String> metadata)
      throws IOException {
    int id = writer.channel(schema, topic, "raw", metadata);
    account.add(new McapRecord.Channel(id, schema, topic, "raw", metadata));
    return id;
  }

  private static void attach(
      McapWriter writer, Account account, String name, Random random, int bytes)
      throws IOException {
    byte[] data = new byte[bytes];
    random.nextBytes(data);
    writer.attachment(name, "application/octet-stream", 11, 12, ByteBuffer.wrap(data));
    account.add(
        new McapRecord.Attachment(11, 12, name, "application/octet-stream", ByteBuffer.wrap(data)));
  }

  private static void readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".mcap")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException("No file to read in " + folder);
    }
    for (Path file : files) {
      read(file);
    }
  }

  private static void read(Path file) throws IOException {
    VerifyReport report = McapVerifier.verify(file);
    if (!report.isSound()) {
      throw new IOException(file + " is not sound: " + report.problems());
    }
    Account streamed = new Account();
    boolean chunkIndex = false;
    try (McapReader reader = McapReader.open(file, McapReaderOptions.strict())) {
      McapRecord record;
      while ((record = reader.next()) != null) {
        streamed.add(record);
        chunkIndex |= record instanceof McapRecord.ChunkIndex;
      }
    }
    String text = streamed.describe();
    if (chunkIndex) {
      same(file, text, describeByIndex(file, streamed));
    }
    text += streamed.digest("streamed");
    if (chunkIndex) {
      text += messagesByIndex(file);
    }
    if (Files.exists(accountOf(file))) {
      same(file, Files.readString(accountOf(file)), text);
    } else {
      Files.writeString(accountOf(file), text);
    }
    System.out.println(streamed.row("ours read", file));
  }

  private static String describeByIndex(Path file, Account streamed) throws IOException {
    Account found = new Account();
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      found.add(reader.header());
      reader.schemas().values().forEach(found::add);
      reader.channels().values().forEach(found::add);
      for (McapRecord.AttachmentIndex index : reader.attachmentIndexes()) {
        found.add(reader.attachment(index));
      }
      for (McapRecord.MetadataIndex index : reader.metadataIndexes()) {
        found.add(reader.metadata(index));
      }
      MessageCursor messages = reader.messages(MessageQuery.all());
      McapRecord.Message message;
      while ((message = messages.next()) != null) {
        found.add(message);
      }
      McapRecord.Statistics statistics = reader.statistics();
      if (statistics == null
          || !streamed.describe().contains("\n" + Account.statistics(statistics) + "\n")) {
        throw new IOException(file + ": its statistics are wrong: " + statistics);
      }
    }
    return found.describe();
  }

  private static String messagesByIndex(Path file) throws IOException {
    Account found = new Account();
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      MessageCursor messages = reader.messages(MessageQuery.all());
      McapRecord.Message message;
      while ((message = messages.next()) != null) {
        found.add(message);
      }
    }
    return found.digest("indexed");
  }

  private static void same(Path file, String expected, String found) throws IOException {
    if (!expected.equals(found)) {
      throw new IOException(file + "\nexpected\n" + expected + "found\n" + found);
    }
  }

  private static Path accountOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".account");
  }
}
