package dev.handloom.preview.promotion;

import dev.handloom.preview.pack.PackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an evaluation on recorded episodes says of a challenger; the file that `handloom preview`
/// writes.
///
/// @param sha256 of the file
public record Evaluation(String sha256, JsonNode report) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 64 << 20;
  private static final int SCHEMA = 1;
  private static final String BASELINE = "Nearest episode";
  private static final String WORSE = "worse";
  private static final String UNKNOWN = "unknown";

  public static Evaluation read(Path file) throws PackException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new PackException("There is no such evaluation: " + file);
      }
      if (Files.size(file) > LARGEST) {
        throw new PackException("The file is too large to be an evaluation: " + file);
      }
      byte[] bytes = Files.readAllBytes(file);
      JsonNode report = JSON.readTree(bytes);
      if (report.path("schema").asInt(0) != SCHEMA || !report.path("models").isArray()) {
        throw new PackException(
            "The file is no evaluation that is known here; 'handloom preview' writes one: " + file);
      }
      return new Evaluation(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)), report);
    } catch (JacksonException e) {
      throw new PackException("The evaluation is damaged: " + file, e);
    } catch (IOException e) {
      throw new PackException("The evaluation could not be read: " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /// Every reason for which it does not make the challenger a champion, in words.
  ///
  /// @param champion the digest of the one that is replaced; null where there is none
  public List<String> broken(String challenger, @Nullable String champion, Limits limits) {
    List<String> lines = new ArrayList<>();
    if (!report.at("/models/0/digest").asString("").equals(challenger)) {
      lines.add("The evaluation is of another model");
      return lines;
    }
    if (report.path("partial").asBoolean(true)) {
      lines.add("The evaluation was ended before all episodes were judged");
    }
    switch (report.path("heldOut").asString(UNKNOWN)) {
      case "yes" -> {}
      case "no" -> lines.add("The challenger was trained on some of the episodes that judge it");
      default ->
          lines.add(
              "Nobody can say whether the challenger was trained on the episodes that judge it");
    }
    int episodes = report.path("episodes").size();
    if (episodes < limits.fewestEpisodes()) {
      lines.add(
          "The evaluation rests on "
              + episodes
              + (episodes == 1 ? " episode" : " episodes")
              + ", and at least "
              + limits.fewestEpisodes()
              + " are asked for");
    }
    int failed = report.at("/models/0/failed").asInt(0);
    if (failed > 0) {
      lines.add("The challenger gave no answer at " + failed + " moments");
    }
    compared(lines, "the nearest-episode baseline", with("with", BASELINE));
    if (champion != null && !champion.equals(challenger)) {
      compared(lines, "the champion", with("withDigest", champion));
    }
    return lines;
  }

  private Optional<JsonNode> with(String field, String value) {
    for (JsonNode comparison : report.path("comparisons")) {
      if (comparison.path(field).asString("").equals(value)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  private static void compared(List<String> lines, String whom, Optional<JsonNode> comparison) {
    if (comparison.isEmpty()) {
      lines.add("The evaluation does not compare the challenger with " + whom);
      return;
    }
    String plan = comparison.get().path("plan").asString(UNKNOWN);
    if (plan.equals(WORSE) || plan.equals(UNKNOWN)) {
      lines.add(
          plan.equals(WORSE)
              ? "The challenger's plans are worse than those of " + whom
              : "The evaluation cannot tell the challenger's plans from those of " + whom);
    }
    if (comparison.get().path("dream").asString(UNKNOWN).equals(WORSE)) {
      lines.add("The challenger's dreams are worse than those of " + whom);
    }
  }
}
