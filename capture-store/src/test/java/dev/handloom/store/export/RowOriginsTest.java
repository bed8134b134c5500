package dev.handloom.store.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetEpisode.Origin;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.EpisodeStreams;
import dev.handloom.store.dataset.PlanProposal;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.resample.RowSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowOriginsTest {
  @TempDir Path folder;

  @Test
  void eachRowSaysOfWhichSamplesItWasMade() throws Exception {
    Bundle bundle;
    try (FakeRig rig =
        new FakeRig(FakeRig.glove("glove", Map.of()), FakeRig.camera("cam", 64, 48, 30))) {
      bundle = Takes.record(rig, folder.resolve("library"), 24);
    }
    DatasetPlan plan = PlanProposal.of(List.of(EpisodeStreams.read(bundle)), Wish.USUAL).plan();
    DatasetEpisode episode = DatasetEpisode.of(EpisodeReader.open(bundle), plan, null);
    RowOrigins.write(folder.resolve("rows"), 7, episode);
    try (ParquetFile table = ParquetFile.open(folder.resolve("rows/episode-000007.parquet"))) {
      assertEquals(episode.rows(), table.rows());
      JsonNode said = new JsonMapper().readTree(table.notes().get("handloom.rows"));
      assertEquals(bundle.id().text(), said.get("episode").asString());
      List<Origin> origins = episode.origins();
      assertEquals(origins.size(), said.get("streams").size());
      assertTrue(origins.size() >= 2, "numbers and pictures");
      RowAssembler rows = table.assemble(0, null);
      for (int row = 0; row < episode.rows(); row++) {
        Map<String, @Nullable Object> cells = rows.next();
        assertNotNull(cells);
        assertEquals(episode.unixNanos(episode.nanos(row)), cells.get("unix_ns"));
        for (int i = 0; i < origins.size(); i++) {
          Origin origin = origins.get(i);
          assertEquals(
              origin.samples().spec().name(), said.get("streams").get(i).get("stream").asString());
          RowSource source = origin.source(row);
          assertEquals(source.origin().name().toLowerCase(Locale.ROOT), cells.get(i + ".how"));
          assertEquals((long) source.before(), cells.get(i + ".before"));
          long before = origin.samples().secondCaptureNanos(source.before());
          assertEquals(episode.unixNanos(before), cells.get(i + ".before_unix_ns"));
          assertTrue(before <= episode.nanos(row));
          if (source.after() < 0) {
            assertNull(cells.get(i + ".after"));
            continue;
          }
          long after = origin.samples().secondCaptureNanos(source.after());
          assertEquals(episode.unixNanos(after), cells.get(i + ".after_unix_ns"));
          // The share needs no column of its own.
          assertEquals(
              source.share(), (double) (episode.nanos(row) - before) / (after - before), 1e-9);
        }
      }
    }
  }
}
