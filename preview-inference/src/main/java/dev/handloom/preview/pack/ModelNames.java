package dev.handloom.preview.pack;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Names that move from model to model, as champion and challenger, each move with its reason, in a
/// journal that only grows.
public final class ModelNames {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path journal;

  ModelNames(Path journal) {
    this.journal = journal;
  }

  /// A move of a name.
  ///
  /// @param digest the pack that bears it from then on
  public record Move(Instant at, String alias, String digest, String by, String reason) {}

  /// Which pack bears which name now.
  public Map<String, String> now() throws PackException {
    Map<String, String> now = new LinkedHashMap<>();
    for (Move move : moves()) {
      now.put(move.alias(), move.digest());
    }
    return now;
  }

  /// Every move, oldest first.
  public List<Move> moves() throws PackException {
    if (!Files.exists(journal)) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    try {
      for (String line : Files.readString(journal, StandardCharsets.UTF_8).split("\n", -1)) {
        try {
          if (!line.isBlank()) {
            moves.add(JSON.readValue(line, Move.class));
          }
        } catch (JacksonException e) {
          // The last line of a machine that lost its power.
        }
      }
    } catch (IOException e) {
      throw new PackException("The names of models could not be read: " + e.getMessage(), e);
    }
    return moves;
  }

  Move move(String alias, String digest, String by, String reason) throws PackException {
    if (!alias.matches("[a-z][a-z0-9-]{0,39}") || alias.matches("[0-9a-f]{4,}")) {
      throw new PackException(
          "A name is of small letters, digits and dashes, as champion; not " + alias);
    }
    if (reason.isBlank()) {
      throw new PackException("Say why “" + alias + "” moves");
    }
    Move move = new Move(Instant.now(), alias, digest, by, reason);
    try {
      Path folder = journal.toAbsolutePath().getParent();
      if (folder != null) {
        Durable.makeFolders(folder);
      }
      // A line that a loss of power cut stays a line of its own.
      boolean cut = Files.exists(journal) && !Files.readString(journal).endsWith("\n");
      Durable.append(journal, (cut ? "\n" : "") + JSON.writeValueAsString(move) + "\n");
      return move;
    } catch (IOException e) {
      throw new PackException("The name could not be moved: " + e.getMessage(), e);
    }
  }

  /// Gives a name back to the pack that bore it before.
  public Move rollBack(String alias, String by, String reason) throws PackException {
    String now = now().get(alias);
    Optional<Move> before =
        moves().reversed().stream()
            .filter(move -> move.alias().equals(alias) && !move.digest().equals(now))
            .findFirst();
    if (before.isEmpty()) {
      throw new PackException("No other model was ever called “" + alias + "”");
    }
    return move(alias, before.get().digest(), by, reason);
  }
}
