package dev.handloom.app.workspace.devices;

import dev.handloom.app.space.Headset;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final Map<LiveStream, Sample> parts = new LinkedHashMap<>();
  private final Label seen = words();
  private final Label space = words();

  HeadsetRows(Headset headset) {
    super(2);
    this.headset = headset;
    for (LiveStream stream : headset.device().streams()) {
      String part = part(stream);
      boolean whole = !part.endsWith("hand") && !part.endsWith("joints");
      if (whole && tracked(stream) >= 0) {
        parts.put(stream, new Sample(stream.spec()));
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

  private static int tracked(LiveStream stream) {
    List<Channel> channels = stream.spec().channels();
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i).name().equals("tracked")) {
        return i;
      }
    }
    return -1;
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
    parts.forEach((stream, sample) -> {
      boolean fresh =
          stream.ring().latest(sample)
              && StudioClock.now() - sample.arrivalNanos < FRESH_NANOS
              && sample.values[tracked(stream)] > 0.5;
      (fresh ? now : not).add(called(part(stream)));
    });
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
