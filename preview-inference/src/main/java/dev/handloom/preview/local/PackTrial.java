package dev.handloom.preview.local;

import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.pack.RigContract;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pack must pass before it is installed: its graph is the one that its papers speak of, its
/// golden samples come out, and, where one is given, a rig has what it wants.
public final class PackTrial implements ModelStore.Trial {
  private final Compute compute;
  private final RigContract.@Nullable Offer offer;
  private @Nullable Passed passed;

  /// @param offer what the rig has; null where none is asked about
  public PackTrial(Compute compute, RigContract.@Nullable Offer offer) {
    this.compute = compute;
    this.offer = offer;
  }

  /// @param worst of all numbers of the golden samples
  public record Passed(GoldenSamples.Difference worst, RunsOn runsOn, boolean imagines) {}

  @Override
  public void run(Path folder, Manifest manifest) throws PackException {
    passed = null;
    List<GoldenSamples.Sample> samples = GoldenSamples.read(folder.resolve(manifest.golden()));
    if (offer != null) {
      List<String> lines = RigContract.mismatches(manifest, offer);
      if (!lines.isEmpty()) {
        throw new PackException(
            "The model does not fit the rig. " + String.join(". ", lines) + ".");
      }
    }
    try (LocalModel model = LocalModel.open(folder, manifest, compute, System::nanoTime)) {
      passed = new Passed(model.verify(samples), model.runsOn(), model.imagines());
    }
  }

  /// What the last one that passed showed; nothing where none did.
  public @Nullable Passed passed() {
    return passed;
  }
}
