package dev.handloom.app.workspace.devices;

import dev.handloom.app.space.Headset;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a headset gives, on its card: what it sees now, since when its space begins where it does,
/// and for which moment its places are told.
final class HeadsetRows extends VBox {
  private static final long FRESH_NANOS = 500_000_000L;

  /// Less than this is no foretelling, but the way of a question.
  private static final double LEAST_SECONDS = 0.0005;

  private final Headset headset;
  private final List<Part> parts = new ArrayList<>();
  private final Label seen = words();
  private final Label space = words();

  /// Something that a headset sees or not.
  ///
  /// @param tracked the channels that say so: one, or of a body one a joint
  private record Part(LiveStream stream, String name, List<Integer> tracked, Sample sample) {
    /// How much of it is seen now.
    long count() {
      boolean fresh =
          stream.ring().latest(sample) && StudioClock.now() - sample.arrivalNanos < FRESH_NANOS;
      return fresh ? tracked.stream().filter(channel -> sample.values[channel] > 0.5).count() : 0;
    }

    String words(long count) {
      return tracked.size() == 1 || count == 0
          ? name
          : "%s (%d of %d joints)".formatted(name, count, tracked.size());
    }
  }

  HeadsetRows(Headset headset) {
    super(2);
    this.headset = headset;
    for (LiveStream stream : headset.device().streams()) {
      String part = part(stream);
      List<Integer> tracked = tracked(stream);
      if (!part.endsWith("hand") && !part.endsWith("joints") && !tracked.isEmpty()) {
        parts.add(new Part(stream, called(part), tracked, new Sample(stream.spec())));
      }
    }
    Label title = new Label("Seen now");
    title.getStyleClass().addAll("text-small", "text-muted");
    getChildren().addAll(title, seen, space);
    seen.setId("card." + headset.id() + ".seen");
    space.setId("card." + headset.id() + ".space");
  }

  private static Label words() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static String part(LiveStream stream) {
    return stream.spec().name().substring(stream.spec().name().indexOf('/') + 1);
  }

  private static List<Integer> tracked(LiveStream stream) {
    List<Integer> found = new ArrayList<>();
    List<Channel> channels = stream.spec().channels();
    for (int i = 0; i < channels.size(); i++) {
      String name = channels.get(i).name();
      if (name.equals("tracked") || name.endsWith("_tracked")) {
        found.add(i);
      }
    }
    return found;
  }

  private static String called(String part) {
    return switch (part) {
      case "gaze" -> "eyes";
      case "left-wrist" -> "left hand";
      case "right-wrist" -> "right hand";
      default -> part.replace('-', ' ');
    };
  }

  /// Shows what holds now.
  void refresh() {
    List<String> now = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (Part part : parts) {
      long count = part.count();
      (count > 0 ? now : not).add(part.words(count));
    }
    String words = now.isEmpty() ? "nothing" : String.join(", ", now);
    String lacking = not.isEmpty() ? "" : "; not seen: " + String.join(", ", not);
    seen.setText(DeviceCard.capital(words + lacking));
    long origin = headset.origin();
    double ahead = headset.foretoldSeconds();
    String when =
        Double.isNaN(ahead)
            ? ""
            : Math.abs(ahead) < LEAST_SECONDS
                ? "Located at the moment of asking, nothing foretold."
                : String.format(
                    Locale.ROOT,
                    ahead > 0 ? "Foretold by %.1f ms." : "Located %.1f ms back.",
                    1000 * Math.abs(ahead));
    String moved =
        origin < 0
            ? ""
            : origin == 0
                ? "Not recentred since it was connected."
                : "Recentred %s since it was connected."
                    .formatted(origin == 1 ? "once" : origin + " times");
    space.setText((when + " " + moved).strip());
  }
}
