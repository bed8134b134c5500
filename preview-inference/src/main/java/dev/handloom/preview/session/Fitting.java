package dev.handloom.preview.session;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.RigContract;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether streams are there that a model wants.
public final class Fitting {
  private Fitting() {}

  /// What streams offer to models.
  public static RigContract.Offer offer(Collection<StreamSpec> specs) {
    Set<String> cameras =
        specs.stream()
            .filter(spec -> spec.kind() == StreamKind.VIDEO)
            .map(StreamSpec::name)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, String> channels = new HashMap<>();
    for (StreamSpec spec : specs) {
      for (Channel channel : spec.channels()) {
        channels.put(spec.name() + "." + channel.name(), channel.unit().sign());
      }
    }
    return new RigContract.Offer(cameras, channels);
  }

  /// Every line that does not match, in words; none where the model fits.
  public static List<String> mismatches(Wants wants, Collection<StreamSpec> specs) {
    Manifest asked =
        new Manifest(
            "",
            "",
            "",
            "",
            "",
            wants.stepSeconds(),
            wants.steps(),
            wants.frames(),
            wants.horizons(),
            wants.views().stream()
                .map(v -> new Manifest.Camera(v.camera(), v.width(), v.height(), v.fit()))
                .toList(),
            wants.state(),
            wants.actions().stream().filter(a -> !a.name().isEmpty()).toList(),
            Map.of(),
            Map.of(),
            new Manifest.Training("", 0, 0, Map.of()),
            "");
    return RigContract.mismatches(asked, offer(specs));
  }
}
