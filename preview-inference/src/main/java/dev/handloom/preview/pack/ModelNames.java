package dev.handloom.preview.pack;

import dev.handloom.preview.pack.ModelJournal.Event;
import dev.handloom.preview.pack.ModelJournal.What;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names that move from model to model, as champion and challenger, each move with its reason, as
/// the journal tells them.
public final class ModelNames {
  /// The one that others are measured by; it moves by proof alone.
  public static final String CHAMPION = "champion";

  private final ModelJournal journal;

  ModelNames(ModelJournal journal) {
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
    return journal.events().stream()
        .filter(event -> !event.alias().isEmpty())
        .map(ModelNames::move)
        .toList();
  }

  private static Move move(Event event) {
    return new Move(event.at(), event.alias(), event.digest(), event.by(), event.reason());
  }

  Move move(
      What what, String alias, String digest, String by, String reason, Map<String, String> details)
      throws PackException {
    if (!alias.matches("[a-z][a-z0-9-]{0,39}") || alias.matches("[0-9a-f]{4,}")) {
      throw new PackException(
          "A name is of small letters, digits and dashes, as challenger; not " + alias);
    }
    if (reason.isBlank()) {
      throw new PackException("Say why “" + alias + "” moves");
    }
    return move(journal.add(what, alias, digest, by, reason, details));
  }

  /// The pack that bore a name before the one that bears it now.
  Optional<String> before(String alias) throws PackException {
    String now = now().get(alias);
    return moves().reversed().stream()
        .filter(move -> move.alias().equals(alias) && !move.digest().equals(now))
        .map(Move::digest)
        .findFirst();
  }
}
