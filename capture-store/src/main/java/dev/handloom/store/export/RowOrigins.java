package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetEpisode.Origin;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.Packing;
import dev.handloom.store.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Of which samples each row of an episode was made, as a table beside the dataset. What stands in
/// it is told in docs/decisions/0071.
final class RowOrigins {
  private static final JsonMapper JSON = new JsonMapper();

  private RowOrigins() {}

  /// @param folder for all episodes of the dataset
  /// @param number of the episode in the dataset
  static void write(Path folder, int number, DatasetEpisode episode) throws IOException {
    Durable.makeFolders(folder);
    List<Origin> origins = episode.origins();
    List<Node> nodes = new ArrayList<>(List.of(Node.int64("unix_ns")));
    List<Map<String, String>> streams = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      Origin origin = origins.get(i);
      nodes.add(Node.text(i + ".how"));
      nodes.add(Node.int64(i + ".before"));
      nodes.add(Node.int64(i + ".before_unix_ns"));
      nodes.add(Node.int64(i + ".after"));
      nodes.add(Node.int64(i + ".after_unix_ns"));
      Map<String, String> said = new LinkedHashMap<>();
      said.put("columns", i + ".");
      said.put("stream", origin.samples().spec().name());
      said.put("fills", origin.role().name().toLowerCase(Locale.ROOT));
      streams.add(said);
    }
    Path file = folder.resolve(String.format(Locale.ROOT, "episode-%06d.parquet", number));
    try (ParquetWriter out =
        new ParquetWriter(Files.newOutputStream(file), Node.table(nodes), Packing.SNAPPY)) {
      for (int row = 0; row < episode.rows(); row++) {
        out.row(cells(episode, origins, row));
      }
      Map<String, @Nullable Object> note = new LinkedHashMap<>();
      note.put("schema", 1);
      note.put("episode", episode.episode().manifest().id());
      note.put("rowsPerSecond", episode.plan().rate().hz());
      note.put("streams", streams);
      out.note("handloom.rows", JSON.writeValueAsString(note));
    }
  }

  private static @Nullable Object[] cells(DatasetEpisode episode, List<Origin> origins, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(episode.unixNanos(episode.nanos(row)));
    for (Origin origin : origins) {
      var source = origin.source(row);
      cells.add(source.origin().name().toLowerCase(Locale.ROOT));
      for (int sample : new int[] {source.before(), source.after()}) {
        cells.add(sample < 0 ? null : (Object) (long) sample);
        cells.add(
            sample < 0
                ? null
                : (Object) episode.unixNanos(origin.samples().secondCaptureNanos(sample)));
      }
    }
    return cells.toArray();
  }
}
