package dev.handloom.store.episode;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the last check of a bundle found, kept beside it as `check.json`. Only a memory aid: it may
/// be deleted, and the next check writes it anew.
///
/// @param schema the version of this layout
/// @param unixNanos when the check ended
/// @param software who checked
/// @param everyPicture whether every picture was decoded too
/// @param findings the worst first
public record CheckNote(
    int schema, long unixNanos, String software, boolean everyPicture, List<Line> findings) {
  public static final int SCHEMA = 1;

  private static final long MOST_BYTES = 8L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public CheckNote {
    software = Objects.requireNonNullElse(software, "");
    findings = List.copyOf(findings);
  }

  /// One finding.
  ///
  /// @param id as `HL-E012`
  /// @param severity `error`, `warning` or `note`
  /// @param takeNanos when, counted from the start of the take; null where it has no time
  public record Line(
      String id,
      String severity,
      String subject,
      @Nullable Long takeNanos,
      String message,
      String remedy) {
    public Line {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(severity, "severity");
      subject = Objects.requireNonNullElse(subject, "");
      message = Objects.requireNonNullElse(message, "");
      remedy = Objects.requireNonNullElse(remedy, "");
    }
  }

  /// The note of a bundle; null where there is none that can be read.
  public static @Nullable CheckNote read(Bundle bundle) {
    Path path = bundle.checkNote();
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
        return null;
      }
      CheckNote note = JSON.readValue(Files.readAllBytes(path), CheckNote.class);
      return note == null || note.schema() > SCHEMA ? null : note;
    } catch (IOException | JacksonException | NullPointerException | IllegalArgumentException e) {
      return null;
    }
  }

  /// Puts the note in place of the one before.
  public void write(Bundle bundle) throws IOException {
    Durable.replace(bundle.checkNote(), JSON.writeValueAsString(this) + "\n");
  }
}
