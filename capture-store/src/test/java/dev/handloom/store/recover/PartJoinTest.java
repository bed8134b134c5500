package dev.handloom.store.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartJoinTest {
  @TempDir Path folder;

  private Bundle take() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")))) {
      Bundle bundle = Takes.record(rig, folder, 60);
      Files.delete(bundle.manifest());
      return bundle;
    }
  }

  private static int samples(Bundle bundle) throws Exception {
    return EpisodeReader.open(bundle).signal("glove/s0").orElseThrow().size();
  }

  /// The program died when it had just begun the second file.
  @Test
  void aPartWithNothingInItTakesNothingFromTheOneBefore() throws Exception {
    Bundle bundle = take();
    try (McapWriter out =
        McapWriter.create(bundle.part(Bundle.MCAP, 2), McapWriterOptions.recording())) {
      out.metadata(Topics.TIME_METADATA, Topics.TIME_CONVENTION);
    }
    Manifest manifest = Recovery.recover(bundle, "cut");
    assertTrue(samples(bundle) >= 60, manifest.notes().toString());
  }

  @Test
  void aPartThatCannotBeReadIsKept() throws Exception {
    Bundle bundle = take();
    Files.write(bundle.part(Bundle.MCAP, 2), new byte[5000]);
    Manifest manifest = Recovery.recover(bundle, "cut");
    assertTrue(samples(bundle) >= 60);
    assertTrue(
        manifest.notes().stream().anyMatch(note -> note.contains("which is kept as")),
        manifest.notes().toString());
    Path aside = bundle.folder().resolve(bundle.part(Bundle.MCAP, 2).getFileName() + ".damaged");
    assertEquals(5000, Files.size(aside));
  }

  /// Nothing of the first file was known to be on the disk, so the second begins with all of it.
  @Test
  void whatStandsAtTheHeadIsKeptWhenTheSecondPartHasEverything() throws Exception {
    Bundle bundle = take();
    try (McapWriter out =
        McapWriter.create(bundle.part(Bundle.MCAP, 2), McapWriterOptions.recording())) {
      out.metadata(
          Topics.PART_METADATA, Map.of(Topics.PART_NUMBER, "2", Topics.PART_MESSAGES_BEFORE, "0"));
      int channel = out.channel(0, "/other", "", Map.of());
      out.message(channel, 0, 1, 1, new byte[1], 0, 1);
    }
    Recovery.recover(bundle, "cut");
    List<String> names = new ArrayList<>();
    try (McapReader in = McapReader.open(bundle.mcap())) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        if (record instanceof McapRecord.Metadata metadata) {
          names.add(metadata.name());
        }
      }
    }
    assertTrue(names.contains(Topics.EPISODE_METADATA), names.toString());
  }
}
