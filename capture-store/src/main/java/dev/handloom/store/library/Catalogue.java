package dev.handloom.store.library;

import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// The library's SQLite file, as it is written. One thread at a time; other programs may write,
/// too.
final class Catalogue implements AutoCloseable {
  static final String FILE = "library.db";

  /// Somebody may be making the catalogue of a large library again.
  private static final int BUSY_MILLIS = 60_000;

  private static final long TRY_AGAIN_NANOS = 20_000_000L;

  private final Path file;
  private final @Nullable Object key;
  private final Connection connection;
  private final CatalogueRows rows;

  private Catalogue(Path file) throws SQLException, IOException {
    this.file = file;
    connection = connect(file);
    CatalogueRows opened = null;
    try {
      if (CatalogueSchema.version(connection) > CatalogueSchema.VERSION) {
        throw new NewerCatalogueException();
      }
      setUp(connection);
      CatalogueSchema.bring(connection);
      opened = new CatalogueRows(connection);
      key = key(file);
    } catch (SQLException | IOException e) {
      connection.close();
      throw e;
    }
    rows = opened;
  }

  /// The file is of a version that this program does not know.
  private static final class NewerCatalogueException extends SQLException {
    private static final long serialVersionUID = 1L;
  }

  /// Opens the catalogue of a folder, made if it is not there. A damaged one is set aside and made
  /// anew; one of a newer version is left alone, and another is kept beside it.
  static Catalogue open(Path folder, Consumer<String> notices) throws SQLException, IOException {
    try {
      return new Catalogue(folder.resolve(FILE));
    } catch (NewerCatalogueException e) {
      Path beside = folder.resolve("library-" + CatalogueSchema.VERSION + ".db");
      notices.accept(
          "The catalogue was made by a newer version of the program. It is left as it is; this"
              + " version keeps its own beside it, made from the episodes: "
              + beside);
      return openOrReplace(beside, notices);
    } catch (SQLException e) {
      return replaced(folder.resolve(FILE), e, notices);
    }
  }

  private static Catalogue openOrReplace(Path file, Consumer<String> notices)
      throws SQLException, IOException {
    try {
      return new Catalogue(file);
    } catch (SQLException e) {
      return replaced(file, e, notices);
    }
  }

  private static Catalogue replaced(Path file, SQLException e, Consumer<String> notices)
      throws SQLException, IOException {
    if (!damaged(e)) {
      throw e;
    }
    setAside(file, notices);
    return new Catalogue(file);
  }

  /// Kept, not deleted: somebody may want to look at it.
  static void setAside(Path file, Consumer<String> notices) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    if (Files.exists(file)) {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    for (String suffix : List.of("-wal", "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    notices.accept(
        "The catalogue was damaged. It is made again from the episodes, with nothing missing; the"
            + " damaged file is kept: "
            + aside);
  }

  static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
      // Sorting and the like must not fill the disk that is being recorded to.
      statement.execute("PRAGMA temp_store=MEMORY");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private static void setUp(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
    while (true) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA foreign_keys=ON");
        return;
      } catch (SQLException e) {
        // The first switch to WAL does not wait for others by itself.
        if ((e.getErrorCode() & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code
            || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(TRY_AGAIN_NANOS);
      }
    }
  }

  /// Whether the file is no good, as against busy or out of reach.
  static boolean damaged(SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  Path file() {
    return file;
  }

  /// Whether the file that was opened is still the one that bears its name.
  boolean stillThere() throws IOException {
    return key == null || key.equals(key(file));
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class).fileKey()
        : "";
  }

  /// A change of many rows.
  @FunctionalInterface
  interface Change {
    void make() throws SQLException, IOException;
  }

  /// Makes a change whole or not at all, while no other program changes anything.
  void whole(Change change) throws SQLException, IOException {
    execute("BEGIN IMMEDIATE");
    boolean made = false;
    try {
      change.make();
      execute("COMMIT");
      made = true;
    } finally {
      if (!made) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // What failed before has ended the change already, and is what counts.
      org.slf4j.LoggerFactory.getLogger(Catalogue.class).debug("Nothing to roll back", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void put(CatalogueEntry entry) throws SQLException {
    rows.put(entry);
  }

  void remove(String id) throws SQLException {
    rows.remove(id);
  }

  /// Forgets all rows. Their numbers are not used again: a list that is shown must not take one
  /// episode for another.
  void clear() throws SQLException {
    execute("DELETE FROM name");
    execute("INSERT INTO words (words) VALUES ('delete-all')");
    execute("DELETE FROM episode");
  }

  /// What is known of an episode without reading it.
  record Known(boolean trashed, String stamp) {}

  Map<String, Known> known() throws SQLException {
    Map<String, Known> known = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, trashed, stamp FROM episode")) {
      while (row.next()) {
        String id = row.getString(1);
        if (EpisodeId.isId(id)) {
          known.put(id, new Known(row.getInt(2) != 0, row.getString(3)));
        }
      }
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        rows;
        Statement statement = connection.createStatement()) {
      // Another program may read on: then the rest stays for it.
      statement.execute("PRAGMA busy_timeout=0");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code) {
        throw e;
      }
    }
  }
}
