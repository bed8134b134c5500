package dev.handloom.app.workspace.calibrate;

import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the checks after putting a glove on said: `checks.jsonl` beside the profiles, a line each,
/// never changed.
final class CheckLog {
  private static final Logger LOG = LoggerFactory.getLogger(CheckLog.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /// @param profile the one that was checked
  /// @param degrees by which the poses differed from it
  /// @param afterZero the same had there been a new zero
  record Line(
      Instant when,
      String person,
      String device,
      String profile,
      DonningCheck.Advice advice,
      double degrees,
      double afterZero) {}

  private final Path file;

  /// @param profiles the folder of the profiles
  CheckLog(Path profiles) {
    file = profiles.resolve("checks.jsonl");
  }

  void add(Line line) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Durable.append(file, JSON.writeValueAsString(line) + "\n");
  }

  /// Oldest first. A line that cannot be read is passed over: it says nothing that is relied on.
  List<Line> read() throws IOException {
    List<Line> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      return lines;
    }
    for (String each : Files.readAllLines(file)) {
      try {
        lines.add(JSON.readValue(each, Line.class));
      } catch (JacksonException e) {
        LOG.warn("A line of {} says nothing: {}", file, e.getOriginalMessage());
      }
    }
    return lines;
  }
}
