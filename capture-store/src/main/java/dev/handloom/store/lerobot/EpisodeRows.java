package dev.handloom.store.lerobot;

import dev.handloom.store.parquet.FlatColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one episode after the other; what episodes share is read once.
public final class EpisodeRows implements Closeable {
  private final LeRobotFolder dataset;
  private @Nullable Path path;
  private @Nullable ParquetFile file;
  private List<Piece> pieces = List.of();
  private final Map<String, FlatColumn> columns = new HashMap<>();
  private int columnsOf = -1;
  private List<Piece> current = List.of();

  /// Rows of an episode that stand together in a group.
  private record Piece(long episode, int group, int from, int to) {}

  public EpisodeRows(LeRobotFolder dataset) {
    this.dataset = dataset;
  }

  /// Goes to an episode.
  ///
  /// @return how many rows it has
  /// @throws IOException where its rows cannot be read; the message is for a person
  public int open(LeRobotEpisode episode) throws IOException {
    Path table = episode.table();
    if (table == null) {
      throw new IOException("It is not said where its rows are");
    }
    if (!Files.isRegularFile(table)) {
      throw new IOException("Its rows are missing: " + dataset.name(table));
    }
    if (Pointers.is(table)) {
      throw new IOException(
          "Only a pointer to its rows is here, not the rows themselves: " + dataset.name(table));
    }
    if (!table.equals(path)) {
      close();
      try {
        ParquetFile opened = ParquetFile.open(table);
        file = opened;
        path = table;
        pieces = pieces(opened);
      } catch (IOException e) {
        close();
        throw new IOException(
            "Its rows cannot be read: " + dataset.name(table) + ": " + e.getMessage(), e);
      }
    }
    boolean own = dataset.info().major() == 2;
    current = pieces.stream().filter(piece -> own || piece.episode() == episode.number()).toList();
    long rows = current.stream().mapToLong(piece -> (long) piece.to() - piece.from()).sum();
    if (rows == 0) {
      throw new IOException("It has no rows in " + dataset.name(table));
    }
    return Math.toIntExact(rows);
  }

  private static List<Piece> pieces(ParquetFile file) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    Node.Leaf leaf = file.leaf("episode_index").orElse(null);
    for (int group = 0; group < file.groups(); group++) {
      if (leaf == null) {
        Node.Leaf any = file.leaves().getFirst();
        pieces.add(new Piece(-1, group, 0, file.flat(group, any).rows()));
        continue;
      }
      FlatColumn numbers = file.flat(group, leaf);
      if (!numbers.numeric()) {
        throw new IOException("the numbers of the episodes are none");
      }
      for (int from = 0; from < numbers.rows(); ) {
        long episode = number(numbers, from);
        int to = from + 1;
        while (to < numbers.rows() && number(numbers, to) == episode) {
          to++;
        }
        pieces.add(new Piece(episode, group, from, to));
        from = to;
      }
    }
    return pieces;
  }

  private static long number(FlatColumn column, int row) {
    if (column.width(row) == 0) {
      return -1;
    }
    return column.whole() ? column.whole(row, -1) : (long) column.number(row, 0);
  }

  private @Nullable FlatColumn column(int group, String key, String last) throws IOException {
    ParquetFile open = file;
    if (open == null) {
      throw new IllegalStateException("No episode is open");
    }
    if (group != columnsOf) {
      columns.clear();
      columnsOf = group;
    }
    Node.Leaf leaf =
        open.leaves().stream()
            .filter(each ->
                each.path().getFirst().equals(key)
                    && (last.isEmpty() || each.path().getLast().equals(last)))
            .findFirst()
            .orElse(null);
    if (leaf == null) {
      return null;
    }
    FlatColumn known = columns.get(leaf.name());
    if (known == null) {
      known = open.flat(group, leaf);
      columns.put(leaf.name(), known);
    }
    return known;
  }

  /// The numbers of a column; where one is missing or has another shape, NaN.
  ///
  /// @return null where there is no such column of numbers
  public double @Nullable [][] numbers(LeRobotFeature feature) throws IOException {
    int width = (int) feature.width();
    List<double[]> rows = new ArrayList<>();
    for (Piece piece : current) {
      FlatColumn column = column(piece.group(), feature.key(), "");
      if (column == null || !column.numeric() || column.rows() < piece.to()) {
        return null;
      }
      for (int row = piece.from(); row < piece.to(); row++) {
        double[] values = new double[width];
        if (column.width(row) == width) {
          for (int i = 0; i < width; i++) {
            values[i] = column.number(row, i);
          }
        } else {
          Arrays.fill(values, Double.NaN);
        }
        rows.add(values);
      }
    }
    return rows.toArray(double[][]::new);
  }

  /// A column of single numbers; null where there is none.
  public double @Nullable [] single(String key) throws IOException {
    double[][] rows = numbers(new LeRobotFeature(key, "float64", List.of(1), List.of(), "", false));
    return rows == null ? null : Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
  }

  /// A column of single whole numbers, exactly; null where there is none.
  public long @Nullable [] wholes(String key) throws IOException {
    List<Long> rows = new ArrayList<>();
    for (Piece piece : current) {
      FlatColumn column = column(piece.group(), key, "");
      if (column == null || !column.whole() || column.rows() < piece.to()) {
        return null;
      }
      for (int row = piece.from(); row < piece.to(); row++) {
        rows.add(column.whole(row, -1));
      }
    }
    return rows.stream().mapToLong(each -> each).toArray();
  }

  /// A picture that stands in the table; null where there is none.
  ///
  /// @param row of the episode
  public byte @Nullable [] picture(String key, int row) throws IOException {
    int before = 0;
    for (Piece piece : current) {
      int length = piece.to() - piece.from();
      if (row < before + length) {
        FlatColumn column = column(piece.group(), key, "bytes");
        return column == null || column.numeric()
            ? null
            : column.bytes(piece.from() + row - before);
      }
      before += length;
    }
    return null;
  }

  /// What stands in a column at the first row of the episode, however it is nested.
  public @Nullable Object first(String key) throws IOException {
    ParquetFile open = file;
    if (open == null || current.isEmpty()) {
      return null;
    }
    Piece piece = current.getFirst();
    RowAssembler rows = open.assemble(piece.group(), Set.of(key));
    Map<String, @Nullable Object> found = rows.next();
    for (int row = 0; row < piece.from() && found != null; row++) {
      found = rows.next();
    }
    return found == null ? null : found.get(key);
  }

  @Override
  public void close() throws IOException {
    ParquetFile open = file;
    file = null;
    path = null;
    columns.clear();
    columnsOf = -1;
    if (open != null) {
      open.close();
    }
  }
}
