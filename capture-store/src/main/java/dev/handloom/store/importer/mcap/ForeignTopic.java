package dev.handloom.store.importer.mcap;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.mcap.McapRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic of a file of others: the streams that its messages become, or the reason why it is left
/// out.
final class ForeignTopic {
  private final McapRecord.Channel channel;
  private final StreamLabels labels;
  private final Path folder;
  private final Meaning meaning;
  private final @Nullable MessageForm form;
  private final Map<String, ForeignNumbers> numbers = new LinkedHashMap<>();
  private @Nullable ForeignPictures pictures;
  private String reason = "";
  private String bad = "";
  private int badCount;
  private long messages;

  ForeignTopic(
      McapRecord.Channel channel,
      McapRecord.@Nullable Schema schema,
      StreamLabels labels,
      Path folder) {
    this.channel = channel;
    this.labels = labels;
    this.folder = folder;
    meaning = Meaning.of(schema == null ? "" : schema.name());
    MessageForm found = null;
    if (meaning == Meaning.TOO_LARGE) {
      reason = "pictures that are not packed, or points: too large to be numbers";
    } else {
      try {
        found = MessageForm.of(channel, schema);
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    form = found;
  }

  String topic() {
    return channel.topic();
  }

  Collection<ForeignNumbers> numbers() {
    return List.copyOf(numbers.values());
  }

  @Nullable ForeignPictures pictures() {
    return pictures == null || pictures.times().count() == 0 ? null : pictures;
  }

  /// Why nothing of it is in the episode; empty where something is, or nothing was sent.
  String reason() {
    if (!reason.isEmpty()) {
      return reason;
    }
    boolean nothing = numbers.isEmpty() && pictures() == null;
    return messages > 0 && nothing ? bad.isEmpty() ? "there are no numbers in it" : bad : "";
  }

  void add(McapRecord.Message message) {
    messages++;
    MessageForm by = form;
    if (by == null) {
      return;
    }
    try {
      Map<String, Object> read = by.read(message.data());
      switch (meaning) {
        case IMAGE, VIDEO -> picture(read, message);
        default -> meaning.numbers(read, (after, values) -> values(after, values, read, message));
      }
    } catch (IOException e) {
      badCount++;
      bad = String.valueOf(e.getMessage());
    }
  }

  private void picture(Map<String, Object> read, McapRecord.Message message) throws IOException {
    if (!(read.get("data") instanceof byte[] bytes)) {
      throw new IOException("A picture has no bytes");
    }
    ForeignPictures into = pictures;
    if (into == null) {
      String label = labels.of(channel.topic(), "video");
      into = new ForeignPictures(label, meaning == Meaning.VIDEO, folder, channel.id());
      pictures = into;
    }
    into.add(bytes, String.valueOf(read.get("format")));
    into.times().add(message.logTimeNanos(), message.publishTimeNanos(), Stamp.in(read));
  }

  private void values(
      String after,
      Map<String, Double> values,
      Map<String, Object> read,
      McapRecord.Message message) {
    if (values.isEmpty() || values.size() > ForeignNumbers.MOST_CHANNELS) {
      if (!values.isEmpty()) {
        bad = "more than " + ForeignNumbers.MOST_CHANNELS + " numbers at once";
      }
      return;
    }
    ForeignNumbers into =
        numbers.computeIfAbsent(
            after, _ -> new ForeignNumbers(labels.of(channel.topic(), after), meaning, values));
    into.add(values);
    into.times().add(message.logTimeNanos(), message.publishTimeNanos(), Stamp.in(read));
  }

  /// What was left out of it.
  void tell(String file, int episode, DatasetFindings findings) {
    String subject = file + " " + channel.topic();
    if (!reason().isEmpty()) {
      findings.add(Code.TOPIC_LEFT, subject, episode, reason());
    } else if (badCount > 0) {
      findings.add(
          Code.MESSAGE_BAD,
          subject,
          episode,
          badCount + " of " + messages + " were left out, as the last: " + bad);
    }
  }
}
