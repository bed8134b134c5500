package dev.handloom.store.library;

import dev.handloom.store.review.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Sums over the catalogue. One thread at a time.
final class CatalogueHours {
  /// Of a trimmed episode the part that is to be used, as the exporters take it.
  private static final String LENGTH =
      "CASE WHEN use_from_ns IS NULL OR use_to_ns IS NULL THEN duration_ns"
          + " ELSE max(0, min(use_to_ns, duration_ns) - use_from_ns) END";

  private CatalogueHours() {}

  /// The most hours first.
  static List<Hours> by(Connection connection, Hours.By by) throws SQLException {
    String from =
        by == Hours.By.DEVICE
            ? "(SELECT DISTINCT name AS label, number FROM name WHERE kind IN ('"
                + CatalogueRows.DEVICE
                + "', '"
                + CatalogueRows.CAMERA
                + "')) JOIN episode USING (number)"
            : "(SELECT "
                + switch (by) {
                  case TASK -> "task";
                  case PERSON -> "person";
                  case RIG, DEVICE -> "rig";
                  case VERDICT -> "verdict";
                }
                + " AS label, episode.* FROM episode)";
    StringBuilder sql =
        new StringBuilder("SELECT label, count(*), coalesce(sum(" + LENGTH + "), 0)");
    for (Verdict verdict : List.of(Verdict.SUCCESS, Verdict.FAIL, Verdict.UNSURE, Verdict.NONE)) {
      sql.append(", coalesce(sum(CASE WHEN verdict = '")
          .append(verdict.name())
          .append("' THEN ")
          .append(LENGTH)
          .append(" END), 0)");
    }
    sql.append(" FROM ").append(from).append(" WHERE trashed = 0 GROUP BY 1 ORDER BY 3 DESC, 1");
    List<Hours> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql.toString());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(
            new Hours(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)));
      }
    }
    return all;
  }

  static List<TaskCount> tasks(Connection connection) throws SQLException {
    List<TaskCount> all = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT task, rig, count(*), sum(verdict <> 'FAIL'), sum("
                    + LENGTH
                    + ") FROM episode WHERE trashed = 0 GROUP BY 1, 2 ORDER BY 1, 2");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(
            new TaskCount(
                row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getLong(5)));
      }
    }
    return all;
  }
}
