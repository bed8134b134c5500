package dev.handloom.store.fake;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Records a small library with every shape of stream in it, for the checks with programs of
/// others: one episode as it is, one of which a person said which part to use, one as the first
/// versions wrote it.
public final class ShapedLibrary {
  private static final long SECOND = 1_000_000_000L;

  private ShapedLibrary() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    try (FakeRig rig =
            new FakeRig(
                FakeRig.camera("cam", 320, 240, 30),
                FakeRig.glove("lossy", Map.of("lose", "20")),
                new DeviceConfig("shaped", "shaped", "shaped", "fake:shaped", Map.of(), 0));
        Library library = Library.open(folder)) {
      Takes.record(rig, library, "as it is", 45);
      Bundle part = Takes.record(rig, library, "a part of it", 45);
      library.review(
          part.id(),
          List.of(
              ReviewEntry.now("p01", What.VERDICT, "SUCCESS"),
              ReviewEntry.now("p01", What.TAG, "left-handed"),
              ReviewEntry.segment("p01", "reach", 0, SECOND, "reach for the cup", "task"),
              ReviewEntry.use("p01", SECOND / 2, SECOND)));
      OldBundle.make(Takes.record(rig, library, "old", 45));
    }
    System.exit(0);
  }
}
