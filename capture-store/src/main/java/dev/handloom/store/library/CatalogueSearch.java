package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The library's SQLite file, as it is read. A reader waits for no writer. One thread at a time.
final class CatalogueSearch implements AutoCloseable {
  private static final int CACHE_KIB = 64 << 10;
  private static final int MOST_AT_ONCE = 500;

  private final Connection connection;
  private final Path episodes;
  private final Path trash;

  CatalogueSearch(Path file, Path episodes, Path trash) throws SQLException {
    this.episodes = episodes;
    this.trash = trash;
    connection = Catalogue.connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only=ON");
      statement.execute("PRAGMA cache_size=-" + CACHE_KIB);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Another number whenever anybody else has changed the file.
  long changes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA data_version")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private PreparedStatement statement(String sql, Query query, boolean trashed)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.setInt(1, trashed ? 1 : 0);
      for (int i = 0; i < query.arguments().size(); i++) {
        CatalogueRows.set(statement, i + 2, query.arguments().get(i));
      }
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    return statement;
  }

  /// The numbers of the rows that fit, and what they amount to.
  record Found(long[] numbers, Totals totals) {}

  /// What fits, newest first: one pass, in which SQLite writes all numbers into one text. A hundred
  /// thousand rows that are fetched one by one cost more than finding them.
  Found find(Query query, boolean trashed) throws SQLException {
    try (PreparedStatement statement =
            statement(
                "SELECT group_concat(number, ' '), count(*), coalesce(sum(duration_ns), 0),"
                    + " coalesce(sum(bytes), 0), coalesce(sum(missing), 0),"
                    + " coalesce(sum(missing > 0), 0) FROM (SELECT number, duration_ns, bytes,"
                    + " missing FROM episode WHERE trashed = ? AND "
                    + query.sql()
                    + " ORDER BY start_unix_ns DESC, id DESC)",
                query,
                trashed);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Totals totals =
          new Totals(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getInt(6));
      return new Found(numbers(row.getString(1), totals.episodes()), totals);
    }
  }

  private static long[] numbers(@Nullable String text, int count) {
    long[] numbers = new long[count];
    if (text == null) {
      return numbers;
    }
    int index = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        index++;
      } else {
        numbers[index] = 10 * numbers[index] + (c - '0');
      }
    }
    return numbers;
  }

  /// Rows by their numbers; null in place of one that is gone.
  List<@Nullable EpisodeRow> rows(long[] numbers, int from, int to) throws SQLException {
    List<@Nullable EpisodeRow> rows = new ArrayList<>(to - from);
    for (int begin = from; begin < to; begin += MOST_AT_ONCE) {
      int end = Math.min(to, begin + MOST_AT_ONCE);
      Map<Long, EpisodeRow> found = new HashMap<>();
      String marks = "?,".repeat(end - begin);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT * FROM episode WHERE number IN ("
                  + marks.substring(0, marks.length() - 1)
                  + ")")) {
        for (int i = begin; i < end; i++) {
          statement.setLong(i - begin + 1, numbers[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.put(row.getLong("number"), row(row));
          }
        }
      }
      for (int i = begin; i < end; i++) {
        rows.add(found.get(numbers[i]));
      }
    }
    return rows;
  }

  private List<EpisodeRow> list(PreparedStatement statement) throws SQLException {
    List<EpisodeRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  /// The newest first, so many at most.
  List<EpisodeRow> select(Query query, boolean trashed, int most) throws SQLException {
    try (PreparedStatement statement =
        statement(
            "SELECT * FROM episode WHERE trashed = ? AND "
                + query.sql()
                + " ORDER BY start_unix_ns DESC, id DESC LIMIT "
                + most,
            query,
            trashed)) {
      return list(statement);
    }
  }

  /// The row of an episode, wherever it lies.
  Optional<EpisodeRow> row(EpisodeId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM episode WHERE id = ?")) {
      statement.setString(1, id.text());
      return list(statement).stream().findFirst();
    }
  }

  /// What a row says otherwise than it should; empty when it says the same.
  Optional<String> difference(CatalogueEntry entry) throws SQLException {
    EpisodeRow row = row(new EpisodeId(entry.id())).orElse(null);
    if (row == null) {
      return Optional.of("nothing");
    }
    Map<String, Boolean> same = new LinkedHashMap<>();
    same.put("task", row.task().equals(entry.task()));
    same.put("person", row.person().equals(entry.person()));
    same.put("rig", row.rig().equals(entry.rig()));
    same.put(
        "times",
        row.startUnixNanos() == entry.startUnixNanos()
            && row.durationNanos() == entry.durationNanos());
    same.put("state", row.state().name().equals(entry.state()));
    same.put(
        "counts",
        row.bytes() == entry.bytes()
            && row.streams() == entry.streams()
            && row.cameras() == entry.cameras()
            && row.missing() == entry.missing());
    same.put("bound", Objects.equals(row.worstBoundNanos(), entry.worstBoundNanos()));
    same.put(
        "review",
        row.verdict().name().equals(entry.verdict())
            && row.tags().equals(entry.tags())
            && row.note().equals(entry.note())
            && row.reason().equals(entry.reason())
            && Objects.equals(row.score(), entry.score())
            && row.segments() == entry.segments().size()
            && Objects.equals(row.use(), entry.use()));
    same.put("place", row.trashed() == entry.trashed());
    return same.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).findFirst();
  }

  /// The number of an episode's row; -1 when there is none.
  long number(EpisodeId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT number FROM episode WHERE id = ?")) {
      statement.setString(1, id.text());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  /// Values that a key has, the most frequent first.
  List<String> values(QueryKey key, int most) throws SQLException {
    boolean named = key.kind() == QueryKey.Kind.NAMES;
    String sql =
        named
            ? "SELECT name FROM name WHERE kind = ? GROUP BY kind, folded, name"
                + " ORDER BY count(*) DESC, name LIMIT "
                + most
            : "SELECT "
                + key.column()
                + " FROM episode WHERE trashed = 0 AND "
                + key.column()
                + " <> '' GROUP BY trashed, "
                + key.column()
                + " ORDER BY count(*) DESC, 1 LIMIT "
                + most;
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (named) {
        statement.setString(1, key.column());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          values.add(row.getString(1));
        }
      }
    }
    return values;
  }

  List<Hours> hours(Hours.By by) throws SQLException {
    return CatalogueHours.by(connection, by);
  }

  List<TaskCount> tasks() throws SQLException {
    return CatalogueHours.tasks(connection);
  }

  /// What SQLite itself finds wrong with the file; empty when nothing is.
  List<String> faults() throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check(10)")) {
      while (row.next()) {
        if (!row.getString(1).equals("ok")) {
          faults.add(row.getString(1));
        }
      }
    }
    return faults;
  }

  private EpisodeRow row(ResultSet row) throws SQLException {
    EpisodeId id = new EpisodeId(row.getString("id"));
    boolean trashed = row.getInt("trashed") != 0;
    String tags = row.getString("tags");
    Long useFrom = whole(row, "use_from_ns");
    Long useTo = whole(row, "use_to_ns");
    Long score = whole(row, "score");
    return new EpisodeRow(
        id,
        new Bundle(trashed ? trash.resolve(id.text()) : id.under(episodes)),
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
        whole(row, "worst_bound_ns"),
        Verdict.valueOf(row.getString("verdict")),
        tags.isEmpty() ? List.of() : Arrays.asList(tags.split(" ")),
        row.getString("note"),
        score == null ? null : score.intValue(),
        row.getString("reason"),
        row.getInt("segments"),
        useFrom == null || useTo == null ? null : new Review.Stretch(useFrom, useTo),
        whole(row, "checked_unix_ns"),
        row.getString("worst_finding"),
        trashed);
  }

  private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
