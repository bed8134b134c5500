package dev.handloom.test.fuzz;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Recovery of whole bundles, finished ones and ones that a crash left, with anything in them
/// damaged, video as well. What it has recovered can be listed and checked.
final class BundleTarget implements FuzzTarget {
  private final SeedTakes takes;

  BundleTarget(SeedTakes takes) {
    this.takes = takes;
  }

  @Override
  public String name() {
    return "bundle-recovery";
  }

  @Override
  public List<FuzzInput> seeds() {
    return takes.bundles();
  }

  @Override
  public Shape shape(String file) {
    return file.endsWith(Bundle.VIDEO_SUFFIX)
        ? Shape.MP4
        : file.equals(Bundle.MCAP) ? Shape.MCAP : Shape.JSON;
  }

  @Override
  public void read(FuzzInput input, Path folder) throws Exception {
    Bundle bundle = new Bundle(folder.resolve(takes.id()));
    input.writeTo(bundle.folder());
    Manifest manifest = Recovery.recover(bundle, "The program ended");
    if (!bundle.saved()) {
      throw new AssertionError("Recovered, and not saved");
    }
    Manifest readBack;
    try {
      readBack = ManifestFile.read(bundle);
    } catch (IOException e) {
      throw new AssertionError("Recovered, and cannot be listed", e);
    }
    if (!readBack.equals(manifest)) {
      throw new AssertionError("Recovered as " + manifest + ", listed as " + readBack);
    }
    EpisodeCheck.check(bundle, true, CheckProgress.none());
    EpisodeReader.open(bundle);
  }

  @Override
  public boolean documented(Throwable thrown) {
    return thrown instanceof IOException;
  }

  @Override
  public Allowance allowance() {
    return new Allowance(16 << 20, 300);
  }
}
