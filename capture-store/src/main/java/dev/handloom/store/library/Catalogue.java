package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/// The library's SQLite file. One thread at a time.
final class Catalogue implements AutoCloseable {
  /// The layout of the tables, kept in `user_version`. Another one is made again from the bundles.
  private static final int VERSION = 1;

  private static final int BUSY_MILLIS = 5_000;

  private final Connection connection;

  Catalogue(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA foreign_keys=ON");
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (version != VERSION) {
        statement.execute("DROP TABLE IF EXISTS episode");
        statement.execute(
            """
            CREATE TABLE episode (
              id TEXT PRIMARY KEY,
              task TEXT NOT NULL,
              person TEXT NOT NULL,
              rig TEXT NOT NULL,
              start_unix_ns INTEGER NOT NULL,
              duration_ns INTEGER NOT NULL,
              state TEXT NOT NULL,
              bytes INTEGER NOT NULL,
              streams INTEGER NOT NULL,
              cameras INTEGER NOT NULL,
              missing INTEGER NOT NULL,
              worst_bound_ns INTEGER,
              verdict TEXT NOT NULL,
              tags TEXT NOT NULL,
              note TEXT NOT NULL,
              trashed INTEGER NOT NULL
            ) STRICT
            """);
        statement.execute("CREATE INDEX episode_start ON episode (trashed, start_unix_ns)");
        statement.execute("PRAGMA user_version=" + VERSION);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whether the file is no good, as against busy or out of reach.
  static boolean damaged(SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  /// A change of many rows.
  @FunctionalInterface
  interface Change {
    void make() throws SQLException, IOException;
  }

  /// Makes a change whole or not at all.
  void whole(Change change) throws SQLException, IOException {
    connection.setAutoCommit(false);
    boolean made = false;
    try {
      change.make();
      connection.commit();
      made = true;
    } finally {
      if (!made) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  void put(Manifest manifest, Review review, boolean trashed) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO episode VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      row.setString(1, manifest.id());
      row.setString(2, manifest.task());
      row.setString(3, manifest.person());
      row.setString(4, manifest.rig());
      row.setLong(5, manifest.times().startUnixNanos());
      row.setLong(6, manifest.times().durationNanos());
      row.setString(7, manifest.state().name());
      row.setLong(8, manifest.bytes());
      row.setInt(9, manifest.streams().size());
      row.setInt(10, manifest.cameras().size());
      row.setLong(11, manifest.missing());
      Long bound = manifest.worstBoundNanos();
      if (bound == null) {
        row.setNull(12, Types.INTEGER);
      } else {
        row.setLong(12, bound);
      }
      row.setString(13, review.verdict().name());
      row.setString(14, joined(review.tags()));
      row.setString(15, review.note());
      row.setInt(16, trashed ? 1 : 0);
      row.executeUpdate();
    }
  }

  void remove(String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM episode WHERE id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  void trash(EpisodeId id, boolean trashed) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE episode SET trashed = ? WHERE id = ?")) {
      statement.setInt(1, trashed ? 1 : 0);
      statement.setString(2, id.text());
      statement.executeUpdate();
    }
  }

  void review(EpisodeId id, Review review) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE episode SET verdict = ?, tags = ?, note = ? WHERE id = ?")) {
      statement.setString(1, review.verdict().name());
      statement.setString(2, joined(review.tags()));
      statement.setString(3, review.note());
      statement.setString(4, id.text());
      statement.executeUpdate();
    }
  }

  /// Newest first.
  List<EpisodeRow> select(Query query, boolean trashed, Path episodes, Path trash)
      throws SQLException {
    String sql =
        "SELECT * FROM episode WHERE trashed = ? AND "
            + query.sql()
            + " ORDER BY start_unix_ns DESC, id DESC";
    List<EpisodeRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, trashed ? 1 : 0);
      for (int i = 0; i < query.arguments().size(); i++) {
        statement.setString(i + 2, query.arguments().get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row, trashed ? trash : episodes));
        }
      }
    }
    return rows;
  }

  private static EpisodeRow row(ResultSet row, Path under) throws SQLException {
    EpisodeId id = new EpisodeId(row.getString("id"));
    boolean trashed = row.getInt("trashed") != 0;
    long bound = row.getLong("worst_bound_ns");
    Long worstBound = row.wasNull() ? null : bound;
    String tags = row.getString("tags").strip();
    return new EpisodeRow(
        id,
        new Bundle(trashed ? under.resolve(id.text()) : id.under(under)),
        row.getString("task"),
        row.getString("person"),
        row.getString("rig"),
        row.getLong("start_unix_ns"),
        row.getLong("duration_ns"),
        Manifest.State.valueOf(row.getString("state")),
        row.getLong("bytes"),
        row.getInt("streams"),
        row.getInt("cameras"),
        row.getLong("missing"),
        worstBound,
        Verdict.valueOf(row.getString("verdict")),
        tags.isEmpty() ? List.of() : Arrays.asList(tags.split(" ")),
        row.getString("note"),
        trashed);
  }

  Set<String> ids(boolean trashed) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM episode WHERE trashed = ?")) {
      statement.setInt(1, trashed ? 1 : 0);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }

  /// A space on both sides of each, so that a search finds whole tags.
  private static String joined(List<String> tags) {
    return tags.isEmpty() ? "" : " " + String.join(" ", tags) + " ";
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      connection.close();
    }
  }
}
