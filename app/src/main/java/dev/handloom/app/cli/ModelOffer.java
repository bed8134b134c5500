package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.pack.RigContract;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--rig` or `--episode`: what a model must fit.
final class ModelOffer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--rig",
      paramLabel = "FILE",
      description =
          "Refuse a model that does not fit the devices of this rig, which are connected.")
  private @Nullable Path rig;

  @Option(
      names = "--episode",
      paramLabel = "EPISODE",
      description = "Refuse a model that does not fit this episode, by its id or folder.")
  private @Nullable String episode;

  /// What there is; nothing where neither was given.
  RigContract.@Nullable Offer offer(LibraryOption library, UserFolders folders, Terminal terminal)
      throws IOException, InterruptedException {
    if (rig != null && episode != null) {
      throw new CommandFailed(CommandFailed.USAGE, "Give --rig or --episode, not both.");
    }
    if (rig != null) {
      return ofRig(rig, folders);
    }
    if (episode == null) {
      return null;
    }
    EpisodeReader reader =
        EpisodeReader.open(EpisodeChoice.named(episode, library, folders, terminal));
    List<StreamSpec> specs = new ArrayList<>();
    reader.signals().values().stream().map(StreamSamples::spec).forEach(specs::add);
    reader.cameras().values().forEach(camera -> specs.add(camera.times().spec()));
    return of(specs);
  }

  private static RigContract.Offer ofRig(Path file, UserFolders folders)
      throws IOException, InterruptedException {
    RigOption option = new RigOption();
    option.rig = file;
    try (Workplace workplace = option.open(folders)) {
      workplace.connectAndWait(PATIENCE);
      return of(
          workplace.rig().devices().stream()
              .flatMap(device -> device.streams().stream())
              .map(LiveStream::spec)
              .toList());
    }
  }

  private static RigContract.Offer of(List<StreamSpec> specs) {
    TreeSet<String> cameras = new TreeSet<>();
    Map<String, String> channels = new TreeMap<>();
    for (StreamSpec spec : specs) {
      if (spec.kind() == StreamKind.VIDEO) {
        cameras.add(spec.name());
      } else {
        spec.channels()
            .forEach(
                channel -> channels.put(spec.name() + "." + channel.name(), channel.unit().sign()));
      }
    }
    return new RigContract.Offer(cameras, channels);
  }
}
