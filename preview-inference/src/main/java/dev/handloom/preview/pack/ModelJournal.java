package dev.handloom.preview.pack;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What happened to the models of a library, in a file that only grows. Each line carries the
/// SHA-256 of the line before it: whoever changes, drops or puts in one breaks all that follow.
public final class ModelJournal {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path file;

  ModelJournal(Path file) {
    this.file = file;
  }

  /// What happens.
  public enum What {
    /// A pack was taken in.
    INSTALLED,
    /// A pack was erased.
    REMOVED,
    /// A name moved to a pack.
    NAMED,
    /// A name moved to a pack that had proved itself.
    PROMOTED,
    /// A name went back to the pack that bore it before.
    ROLLED_BACK,
    /// Something that a later version writes.
    OTHER
  }

  /// A line.
  ///
  /// @param alias the name that moved; empty where none did
  /// @param details what else is to be known, as the digests of reports
  /// @param previous the hash of the line before; empty for the first
  public record Event(
      Instant at,
      What what,
      String alias,
      String digest,
      String by,
      String reason,
      Map<String, String> details,
      String previous) {
    public Event {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(what, "what");
      alias = Objects.requireNonNullElse(alias, "");
      digest = Objects.requireNonNullElse(digest, "");
      by = Objects.requireNonNullElse(by, "");
      reason = Objects.requireNonNullElse(reason, "");
      details = new TreeMap<>(Objects.requireNonNullElse(details, Map.of()));
      previous = Objects.requireNonNullElse(previous, "");
    }
  }

  /// What a look at the chain found.
  ///
  /// @param events that can be read
  /// @param cut lines that a loss of power cut; the chain holds them too
  /// @param head the hash of the last line: whoever keeps it elsewhere sees later whether lines at
  ///   the end were taken away
  public record Chain(List<Event> events, int cut, String head) {
    public Chain {
      events = List.copyOf(events);
    }
  }

  /// Every event, oldest first. The chain is not looked at.
  public List<Event> events() throws PackException {
    List<Event> events = new ArrayList<>();
    for (String line : lines()) {
      Event event = parsed(line);
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  /// @throws PackException that names the line at which the chain is broken
  public Chain verify() throws PackException {
    List<Event> events = new ArrayList<>();
    String before = "";
    int cut = 0;
    int number = 0;
    for (String line : lines()) {
      number++;
      Event event = parsed(line);
      if (event == null) {
        cut++;
      } else if (!event.previous().equals(before)) {
        throw new PackException(
            "The journal was changed by somebody: line "
                + number
                + " does not follow from the line before it: "
                + file);
      } else {
        events.add(event);
      }
      before = hash(line);
    }
    return new Chain(events, cut, before);
  }

  /// Whether the journal still holds the line whose hash somebody kept.
  public boolean holds(String head) throws PackException {
    for (String line : lines()) {
      if (hash(line).equals(head)) {
        return true;
      }
    }
    return false;
  }

  Event add(
      What what, String alias, String digest, String by, String reason, Map<String, String> details)
      throws PackException {
    // A lock of the file does not part the threads of one program.
    synchronized (ONE_AT_A_TIME) {
      try {
        Durable.makeFolders(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
          // Freed with the channel.
          channel.lock();
          return append(what, alias, digest, by, reason, details);
        }
      } catch (IOException e) {
        throw new PackException(
            "The journal of the models could not be written, and nothing was changed: " + file, e);
      }
    }
  }

  private Event append(
      What what, String alias, String digest, String by, String reason, Map<String, String> details)
      throws IOException, PackException {
    List<String> lines = lines();
    String before = lines.isEmpty() ? "" : hash(lines.getLast());
    Event event = new Event(Instant.now(), what, alias, digest, by, reason, details, before);
    // A line that a loss of power cut stays a line of its own.
    boolean cut = Files.exists(file) && !Files.readString(file).endsWith("\n");
    Durable.append(
        file, (cut && Files.size(file) > 0 ? "\n" : "") + JSON.writeValueAsString(event) + "\n");
    return event;
  }

  private List<String> lines() throws PackException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new PackException("The journal of the models could not be read: " + file, e);
    }
  }

  private static @Nullable Event parsed(String line) {
    try {
      return JSON.readValue(line, Event.class);
    } catch (JacksonException | NullPointerException e) {
      return null;
    }
  }

  private static String hash(String line) {
    return HexFormat.of()
        .formatHex(PackDigest.sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
  }
}
