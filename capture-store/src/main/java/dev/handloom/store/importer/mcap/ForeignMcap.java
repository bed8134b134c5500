package dev.handloom.store.importer.mcap;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.mcap.TopicTimes.Choice;
import dev.handloom.store.importer.mcap.TopicTimes.Taken;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An MCAP that others wrote, as far as its messages are understood.
final class ForeignMcap implements Closeable {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400 * SECOND_NANOS;

  /// The year 2000; what is before it is no wall clock.
  private static final long EARLIEST_NANOS = 946_684_800L * SECOND_NANOS;

  private final Path file;
  private final int at;
  private final String name;
  private final long dated;
  private final Path folder;
  private final List<String> notes;
  private final DatasetFindings findings;
  private final Map<Integer, McapRecord.Schema> schemas = new HashMap<>();
  private final Map<Integer, ForeignTopic> topics = new LinkedHashMap<>();
  private final StreamLabels labels = new StreamLabels();
  private final Map<Taken, List<String>> taken = new LinkedHashMap<>();
  private String task = "";

  /// @param dated when the file was written, for files that do not say
  /// @param folder for what has to be laid out as files
  ForeignMcap(
      Path file,
      int at,
      String name,
      long dated,
      Path folder,
      List<String> notes,
      DatasetFindings findings) {
    this.file = file;
    this.at = at;
    this.name = name;
    this.dated = dated;
    this.folder = folder;
    this.notes = new ArrayList<>(notes);
    this.findings = findings;
  }

  EpisodeDraft read() throws IOException {
    try (McapReader in = McapReader.open(file)) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        switch (record) {
          case McapRecord.Schema schema -> schemas.putIfAbsent(schema.id(), schema);
          case McapRecord.Channel channel -> {
            if (!topics.containsKey(channel.id())) {
              topics.put(
                  channel.id(),
                  new ForeignTopic(channel, schemas.get(channel.schemaId()), labels, folder));
            }
          }
          case McapRecord.Message message -> {
            ForeignTopic topic = topics.get(message.channelId());
            if (topic == null) {
              throw new IOException("A message of no channel");
            }
            topic.add(message);
          }
          case McapRecord.Metadata said -> task = said.entries().getOrDefault("task", task);
          default -> {
            // Indexes and the like say nothing of their own.
          }
        }
      }
    }
    return draft();
  }

  private EpisodeDraft draft() throws IOException {
    Map<ForeignNumbers, Choice> numbers = new LinkedHashMap<>();
    Map<ForeignPictures, Choice> pictures = new LinkedHashMap<>();
    long begun = Long.MAX_VALUE;
    long ended = Long.MIN_VALUE;
    for (ForeignTopic topic : topics.values()) {
      for (ForeignNumbers each : topic.numbers()) {
        Choice choice = each.times().choose(false);
        numbers.put(each, choice);
        tell(topic.topic(), choice);
        if (each.others() > 0) {
          notes.add(
              each.others()
                  + " messages of “"
                  + topic.topic()
                  + "” have other numbers than its first; what they lack is missing, what they"
                  + " have more was left out");
        }
      }
      ForeignPictures camera = topic.pictures();
      if (camera != null) {
        Choice choice = camera.times().choose(true);
        pictures.put(camera, choice);
        tell(topic.topic(), choice);
      }
      topic.tell(name, at, findings);
    }
    for (Map<?, Choice> of : List.of(numbers, pictures)) {
      for (Choice choice : of.values()) {
        begun = Math.min(begun, Arrays.stream(choice.nanos()).min().orElse(begun));
        ended = Math.max(ended, Arrays.stream(choice.nanos()).max().orElse(ended));
      }
    }
    leftOut();
    if (begun > ended) {
      throw new IOException(
          topics.isEmpty()
              ? "There is nothing in it"
              : "Nothing in it is understood; the findings say why of each topic");
    }
    List<Numbers> streams = new ArrayList<>();
    for (Map.Entry<ForeignNumbers, Choice> each : numbers.entrySet()) {
      streams.add(each.getKey().numbers(each.getValue().nanos(), begun));
    }
    List<Pictures> cameras = new ArrayList<>();
    for (Map.Entry<ForeignPictures, Choice> each : pictures.entrySet()) {
      try {
        cameras.add(each.getKey().pictures(each.getValue().nanos(), begun, notes));
      } catch (IOException e) {
        notes.add("A camera could not be brought along: " + e.getMessage());
        findings.add(Code.PICTURE_BAD, name, at, String.valueOf(e.getMessage()));
      }
    }
    taken.forEach((which, of) ->
        notes.add(
            "By "
                + which.words()
                + ": "
                + of.stream().distinct().collect(Collectors.joining(", "))));
    boolean clock = begun >= EARLIEST_NANOS;
    if (!clock) {
      notes.add("Its times are not those of a wall clock; the date is that of the file");
    }
    return new EpisodeDraft(
        "“" + name + "”",
        task.isBlank() ? named() : task,
        "",
        "",
        clock ? begun : dated,
        clock ? SECOND_NANOS : DAY_NANOS,
        ended - begun + 1,
        streams,
        cameras,
        notes,
        List.of());
  }

  private void tell(String topic, Choice choice) {
    taken.computeIfAbsent(choice.taken(), _ -> new ArrayList<>()).add(topic);
    if (!choice.whyNot().isEmpty()) {
      notes.add("Not by the stamps in the messages of “" + topic + "”: " + choice.whyNot());
    }
  }

  private void leftOut() {
    List<String> out =
        topics.values().stream()
            .filter(topic -> !topic.reason().isEmpty())
            .map(topic -> topic.topic() + " (" + topic.reason() + ")")
            .distinct()
            .toList();
    if (!out.isEmpty()) {
      notes.add("Left out: " + String.join(", ", out));
    }
  }

  /// Where nobody wrote down what is done, the folder says it.
  private String named() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent == null || parent.getFileName() == null || parent.equals(folder)) {
      return "imported";
    }
    return parent.getFileName().toString();
  }

  @Override
  public void close() throws IOException {
    for (ForeignTopic topic : topics.values()) {
      ForeignPictures camera = topic.pictures();
      if (camera != null) {
        camera.close();
      }
    }
  }
}
