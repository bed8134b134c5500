package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.ManifestFile;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackDigest;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.remote.AccessKey;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.remote.RemoteModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens the model that a person means.
public final class OpenModel {
  /// What the baseline is called where a model is asked for.
  public static final String NEAREST = "nearest";

  private OpenModel() {}

  /// Whether it is the address of a model on another machine.
  public static boolean remote(String wanted) {
    return wanted.contains("://");
  }

  /// An installed pack, by an alias or the beginning of its digest, or a folder that is one.
  ///
  /// @param library the folder of the library whose store it is
  public static AskedModel local(String wanted, Path library, Compute compute)
      throws PackException {
    Path folder = folder(wanted);
    if (folder != null) {
      return local(folder, PackDigest.of(folder).whole(), ManifestFile.read(folder), compute);
    }
    ModelStore.Installed installed = new ModelStore(library).open(wanted);
    return local(installed.folder(), installed.digest(), installed.manifest(), compute);
  }

  private static @Nullable Path folder(String wanted) {
    try {
      Path path = Path.of(wanted);
      return Files.isRegularFile(path.resolve(Manifest.FILE)) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static AskedModel local(Path folder, String digest, Manifest manifest, Compute compute)
      throws PackException {
    LocalModel model = LocalModel.open(folder, manifest, compute, StudioClock::now);
    return new AskedModel(
        model,
        manifest.name(),
        Wants.of(manifest),
        manifest.version(),
        digest,
        model.runsOn().words(),
        model.imagines());
  }

  /// A model on another machine.
  ///
  /// @param mapping the file that says what it is shown; see [WantsFile]
  public static AskedModel remote(
      String address, @Nullable Path mapping, AccessKey key, Patience patience)
      throws ModelException, IOException {
    if (mapping == null) {
      throw new ModelException(
          ModelException.Kind.REFUSED,
          "A model on another machine does not say which of your cameras and channels it wants."
              + " Give a file that says it; ‘handloom preview --help’ shows one");
    }
    return remote(address, WantsFile.read(mapping), key, patience);
  }

  /// A model on another machine.
  ///
  /// @param wants what it is shown
  public static AskedModel remote(String address, Wants wants, AccessKey key, Patience patience)
      throws ModelException {
    Model model = new RemoteAnswers(RemoteModels.open(address, key, patience), wants);
    return new AskedModel(model, address, wants, "", "", "on another machine", false);
  }

  /// The baseline.
  public static AskedModel nearest(NearestEpisode nearest) {
    return new AskedModel(
        nearest,
        "Nearest episode",
        nearest.wants(),
        "",
        "",
        "CPU: it only looks up what was recorded",
        true);
  }
}
