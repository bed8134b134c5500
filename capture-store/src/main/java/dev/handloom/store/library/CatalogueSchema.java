package dev.handloom.store.library;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tables of the catalogue, and the way to them from every version before.
final class CatalogueSchema {
  /// Kept in `user_version`.
  static final int VERSION = 2;

  private static final String[] TABLES = {
    """
    CREATE TABLE episode (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
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
      score INTEGER,
      reason TEXT NOT NULL,
      tags TEXT NOT NULL,
      note TEXT NOT NULL,
      segments INTEGER NOT NULL,
      use_from_ns INTEGER,
      use_to_ns INTEGER,
      checked_unix_ns INTEGER,
      worst_finding TEXT NOT NULL,
      trashed INTEGER NOT NULL,
      stamp TEXT NOT NULL
    ) STRICT
    """,
    // Everything that is compared with a number or one of few words stands in this index: such a
    // search reads it alone, a tenth of the table.
    """
    CREATE INDEX episode_scan ON episode (
      trashed, start_unix_ns, id, duration_ns, worst_bound_ns, missing, verdict, score, state, bytes,
      streams, cameras, segments, checked_unix_ns, worst_finding)
    """,
    "CREATE INDEX episode_task ON episode (trashed, task)",
    "CREATE INDEX episode_person ON episode (trashed, person)",
    "CREATE INDEX episode_rig ON episode (trashed, rig)",
    """
    CREATE TABLE name (
      kind TEXT NOT NULL,
      folded TEXT NOT NULL,
      name TEXT NOT NULL,
      number INTEGER NOT NULL REFERENCES episode (number) ON DELETE CASCADE,
      PRIMARY KEY (kind, folded, name, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX name_number ON name (number)",
    """
    CREATE VIRTUAL TABLE words USING fts5 (
      task, person, rig, tags, note, segments, id,
      content = '', contentless_delete = 1, prefix = '2 3',
      tokenize = "unicode61 remove_diacritics 2")
    """
  };

  private CatalogueSchema() {}

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /// Brings a file to this version, in one step or not at all. Two programs may try at once.
  static void bring(Connection connection) throws SQLException {
    if (version(connection) == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        int version = version(connection);
        if (version == 0) {
          create(statement);
        } else if (version == 1) {
          fromFirst(connection, statement);
        }
        statement.execute("PRAGMA user_version=" + VERSION);
        statement.execute("COMMIT");
        done = true;
      } finally {
        if (!done) {
          statement.execute("ROLLBACK");
        }
      }
    }
  }

  private static void create(Statement statement) throws SQLException {
    for (String table : TABLES) {
      statement.execute(table);
    }
  }

  /// Version 1 knew neither segments nor cameras. What it knew is kept, for an episode may lie on a
  /// disk that cannot be read now; without a stamp the rows are filled up from the bundles.
  private static void fromFirst(Connection connection, Statement statement) throws SQLException {
    statement.execute("DROP INDEX IF EXISTS episode_start");
    statement.execute("ALTER TABLE episode RENAME TO episode_1");
    create(statement);
    List<CatalogueEntry> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM episode_1")) {
      while (row.next()) {
        rows.add(first(row));
      }
    }
    try (CatalogueRows write = new CatalogueRows(connection)) {
      for (CatalogueEntry row : rows) {
        write.put(row);
      }
    }
    statement.execute("DROP TABLE episode_1");
  }

  private static CatalogueEntry first(ResultSet row) throws SQLException {
    long bound = row.getLong("worst_bound_ns");
    Long worstBound = row.wasNull() ? null : bound;
    String tags = row.getString("tags").strip();
    return new CatalogueEntry(
        row.getString("id"),
        row.getString("task"),
        row.getString("person"),
        row.getString("rig"),
        row.getLong("start_unix_ns"),
        row.getLong("duration_ns"),
        row.getString("state"),
        row.getLong("bytes"),
        row.getInt("streams"),
        row.getInt("cameras"),
        row.getLong("missing"),
        worstBound,
        row.getString("verdict"),
        null,
        "",
        tags.isEmpty() ? List.of() : Arrays.asList(tags.split(" ")),
        row.getString("note"),
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        false,
        false,
        row.getInt("trashed") != 0,
        CatalogueEntry.NO_STAMP);
  }
}
