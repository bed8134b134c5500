package dev.handloom.test.interop;

import dev.handloom.preview.dream.DreamFile;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.local.PackTrial;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Installs and runs packs that others made, and writes what others read: `PACKS OUT`.
public final class LocalPacks {
  private static final Compute CPU = new Compute(Compute.Where.CPU, 1);

  private LocalPacks() {}

  public static void main(String[] args) throws Exception {
    Path packs = Path.of(args[0]);
    Path out = Path.of(args[1]);
    ModelStore store = new ModelStore(Files.createDirectories(out.resolve("library")));
    int good = 0;
    for (String name : List.of("helper", "torch")) {
      if (Files.isDirectory(packs.resolve(name))) {
        runs(store, packs.resolve(name));
        good++;
      }
    }
    if (good == 0) {
      throw new IllegalStateException("No pack was made");
    }
    refused(store, packs.resolve("reaches"));
    write(out);
  }

  private static void runs(ModelStore store, Path pack) throws PackException, ModelException {
    PackTrial trial = new PackTrial(CPU, null);
    ModelStore.Installed model =
        store.install(pack, null, trial, ModelStore.USUAL_MOST_BYTES, "interop");
    PackTrial.Passed passed = Objects.requireNonNull(trial.passed());
    try (LocalModel local =
        LocalModel.open(model.folder(), model.manifest(), CPU, System::nanoTime)) {
      Picture black = new Picture(32, 32, new byte[3 * 32 * 32]);
      Prediction answer =
          local.ask(
              new Observation(
                  0,
                  Map.of("head", List.of(black, black)),
                  Map.of("state", new float[] {0.5f, 0.6f, 0.7f}),
                  "",
                  ""));
      if (answer.actions().length != 8 || answer.dreams().size() != 2) {
        throw new IllegalStateException("An answer of another shape");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d golden samples, at most %.1e off, %s%n",
        model.manifest().name(),
        passed.worst().samples(),
        passed.worst().size(),
        passed.imagines() ? "imagines" : "plans alone");
  }

  private static void refused(ModelStore store, Path pack) {
    try {
      store.install(pack, null, new PackTrial(CPU, null), ModelStore.USUAL_MOST_BYTES, "interop");
    } catch (PackException e) {
      System.out.println("reaches: refused, " + e.getMessage());
      return;
    }
    throw new IllegalStateException("A graph read a file outside of its pack");
  }

  private static void write(Path out) throws IOException {
    GoldenSamples.write(
        out.resolve("golden.npz"),
        List.of(
            new GoldenSamples.Sample(
                Map.of("state", NumberArray.of(new float[] {1, 2}, 1, 2)),
                Map.of("actions", NumberArray.of(new float[] {0.5f, -1}, 1, 1, 2))),
            new GoldenSamples.Sample(
                Map.of("state", NumberArray.of(new float[] {3, 4}, 1, 2)),
                Map.of("actions", NumberArray.of(new float[] {2, 8}, 1, 1, 2)))));
    byte[] rgb = new byte[3 * 32 * 24];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (10 * (i % 3 + 1));
    }
    DreamFile.write(
        out.resolve("dream.png"), new Dream("head", 0.5, new Picture(32, 24, rgb)), "ab", "e", 1);
  }
}
