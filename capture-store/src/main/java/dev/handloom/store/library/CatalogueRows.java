package dev.handloom.store.library;

import dev.handloom.store.review.Review;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes rows of the catalogue.
final class CatalogueRows implements AutoCloseable {
  static final String TAG = "tag";
  static final String CAMERA = "camera";
  static final String DEVICE = "device";
  static final String FINDING = "finding";
  static final String REVIEWER = "reviewer";

  /// Has one name only, for the episodes that are.
  static final String DISPUTED = "disputed";

  /// As the one before.
  static final String PROPOSED = "proposed";

  private static final int COLUMNS = 24;

  private final PreparedStatement episode;
  private final PreparedStatement unname;
  private final PreparedStatement name;
  private final PreparedStatement words;
  private final PreparedStatement number;
  private final PreparedStatement unword;
  private final PreparedStatement remove;

  CatalogueRows(Connection connection) throws SQLException {
    // The number stays the same while the row changes: lists that are shown refer to it.
    episode =
        connection.prepareStatement(
            """
            INSERT INTO episode (
              id, task, person, rig, start_unix_ns, duration_ns, state, bytes, streams, cameras,
              missing, worst_bound_ns, verdict, score, reason, tags, note, segments, use_from_ns,
              use_to_ns, checked_unix_ns, worst_finding, trashed, stamp)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT (id) DO UPDATE SET (
              task, person, rig, start_unix_ns, duration_ns, state, bytes, streams, cameras,
              missing, worst_bound_ns, verdict, score, reason, tags, note, segments, use_from_ns,
              use_to_ns, checked_unix_ns, worst_finding, trashed, stamp) = (
              excluded.task, excluded.person, excluded.rig, excluded.start_unix_ns,
              excluded.duration_ns, excluded.state, excluded.bytes, excluded.streams,
              excluded.cameras, excluded.missing, excluded.worst_bound_ns, excluded.verdict,
              excluded.score, excluded.reason, excluded.tags, excluded.note, excluded.segments,
              excluded.use_from_ns, excluded.use_to_ns, excluded.checked_unix_ns,
              excluded.worst_finding, excluded.trashed, excluded.stamp)
            RETURNING number
            """);
    unname = connection.prepareStatement("DELETE FROM name WHERE number = ?");
    name = connection.prepareStatement("INSERT OR IGNORE INTO name VALUES (?,?,?,?)");
    words =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO words (rowid, task, person, rig, tags, note, segments, id)"
                + " VALUES (?,?,?,?,?,?,?,?)");
    number = connection.prepareStatement("SELECT number FROM episode WHERE id = ?");
    unword = connection.prepareStatement("DELETE FROM words WHERE rowid = ?");
    remove = connection.prepareStatement("DELETE FROM episode WHERE number = ?");
  }

  /// Puts a row in, in place of the one before.
  void put(CatalogueEntry entry) throws SQLException {
    long row = episode(entry);
    unname.setLong(1, row);
    unname.executeUpdate();
    names(row, TAG, entry.tags());
    names(row, CAMERA, entry.cameraNames());
    names(row, DEVICE, entry.deviceNames());
    Set<String> findings = new HashSet<>();
    entry.findings().forEach(f -> findings.add(f.id()));
    names(row, FINDING, List.copyOf(findings));
    names(row, REVIEWER, entry.reviewers());
    names(row, DISPUTED, entry.disputed() ? List.of("yes") : List.of());
    names(row, PROPOSED, entry.proposed() ? List.of("yes") : List.of());
    words.setLong(1, row);
    words.setString(2, Words.spaced(entry.task()));
    words.setString(3, Words.spaced(entry.person()));
    words.setString(4, Words.spaced(entry.rig()));
    words.setString(5, Words.spaced(String.join(" ", entry.tags())));
    words.setString(6, Words.spaced(entry.note() + " " + entry.reason()));
    words.setString(7, Words.spaced(String.join("\n", entry.segments())));
    words.setString(8, entry.id());
    words.executeUpdate();
  }

  private long episode(CatalogueEntry entry) throws SQLException {
    Review.Stretch use = entry.use();
    Object[] values = {
      entry.id(),
      entry.task(),
      entry.person(),
      entry.rig(),
      entry.startUnixNanos(),
      entry.durationNanos(),
      entry.state(),
      entry.bytes(),
      entry.streams(),
      entry.cameras(),
      entry.missing(),
      entry.worstBoundNanos(),
      entry.verdict(),
      entry.score(),
      entry.reason(),
      String.join(" ", entry.tags()),
      entry.note(),
      entry.segments().size(),
      use == null ? null : use.fromNanos(),
      use == null ? null : use.toNanos(),
      entry.checkedUnixNanos(),
      entry.worstFinding(),
      entry.trashed() ? 1 : 0,
      entry.stamp()
    };
    if (values.length != COLUMNS) {
      throw new IllegalStateException("A column was forgotten");
    }
    for (int i = 0; i < COLUMNS; i++) {
      set(episode, i + 1, values[i]);
    }
    try (ResultSet row = episode.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      default -> statement.setString(index, value.toString());
    }
  }

  private void names(long row, String kind, List<String> names) throws SQLException {
    for (String each : names) {
      name.setString(1, kind);
      name.setString(2, Words.folded(each));
      name.setString(3, each);
      name.setLong(4, row);
      name.executeUpdate();
    }
  }

  void remove(String id) throws SQLException {
    number.setString(1, id);
    long row;
    try (ResultSet found = number.executeQuery()) {
      if (!found.next()) {
        return;
      }
      row = found.getLong(1);
    }
    unword.setLong(1, row);
    unword.executeUpdate();
    // Its names go with it.
    remove.setLong(1, row);
    remove.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        List.of(episode, unname, name, words, number, unword, remove)) {
      statement.close();
    }
  }
}
