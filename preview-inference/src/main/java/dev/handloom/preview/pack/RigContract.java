package dev.handloom.preview.pack;

import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether a rig has what a model wants.
public final class RigContract {
  private static final int FEW = 6;

  /// What a rig, or an episode, has.
  ///
  /// @param cameras by their names
  /// @param channels by their names, as `stream.channel`, with their units
  public record Offer(Set<String> cameras, Map<String, String> channels) {}

  private RigContract() {}

  /// Every line of the papers that does not match, in words; none where the model fits.
  public static List<String> mismatches(Manifest manifest, Offer offer) {
    List<String> lines = new ArrayList<>();
    for (Camera camera : manifest.cameras()) {
      if (!offer.cameras().contains(camera.name())) {
        lines.add(
            "It wants the camera “" + camera.name() + "”, and there is " + some(offer.cameras()));
      }
    }
    channels(manifest.state(), "is told", offer, lines);
    channels(manifest.actions(), "answers", offer, lines);
    return lines;
  }

  private static void channels(
      List<Channel> channels, String does, Offer offer, List<String> lines) {
    for (Channel channel : channels) {
      String unit = offer.channels().get(channel.name());
      if (unit == null) {
        lines.add("It " + does + " “" + channel.name() + "”, which is not there");
      } else if (!unit.equals(channel.unit())) {
        lines.add(
            "It "
                + does
                + " “"
                + channel.name()
                + "” in "
                + channel.unit()
                + ", and it is measured in "
                + unit);
      }
    }
  }

  private static String some(Set<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    List<String> sorted = names.stream().sorted().toList();
    return sorted.size() <= FEW
        ? String.join(", ", sorted)
        : String.join(", ", sorted.subList(0, FEW)) + " and " + (sorted.size() - FEW) + " more";
  }
}
