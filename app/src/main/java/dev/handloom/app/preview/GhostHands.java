package dev.handloom.app.preview;

import dev.handloom.app.ui.hand.HandView;
import dev.handloom.calibration.glove.RunningRangeHand;
import dev.handloom.calibration.hand.AngleName;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.PreviewMoment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Each hand that the model speaks of: as it was measured, and over it, shining through, where the
/// model would have it 0.8 s on.
final class GhostHands extends HBox {
  private static final double AHEAD_SECONDS = 0.8;
  private static final double SIZE = 96;
  private static final String ANGLES = "/angles";

  /// From a hand's channels to its joints.
  private interface Joints {
    /// @param values in the order of the stream
    /// @return false where they say too little
    boolean solve(double[] values, double[] joints);
  }

  private static final class Ghost {
    final HandView view;
    final Joints kinematics;
    final Map<String, Integer> places;
    final double[] values;
    final double[] joints = new double[HandPose.VALUES];

    Ghost(HandView view, Joints kinematics, StreamSpec spec) {
      this.view = view;
      this.kinematics = kinematics;
      places = new HashMap<>();
      for (int i = 0; i < spec.channels().size(); i++) {
        places.put(spec.name() + "." + spec.channels().get(i).name(), i);
      }
      values = new double[spec.channels().size()];
    }
  }

  private final Function<String, Optional<StreamSpec>> streams;
  private final Function<StreamSpec, HandSide> sides;
  private final List<Ghost> ghosts = new ArrayList<>();
  private final HBox views = new HBox(8);
  private List<String> known = List.of();
  private boolean narrow;

  /// @param streams of the rig or the episode, by name
  /// @param sides which hand a stream's device is worn on
  GhostHands(Function<String, Optional<StreamSpec>> streams, Function<StreamSpec, HandSide> sides) {
    this.streams = streams;
    this.sides = sides;
    setId("preview.ghosts");
    Label words = new Label("Shining through: where it would have the hand 0.8 s on");
    words.getStyleClass().addAll("text-small", "text-muted");
    words.setWrapText(true);
    VBox column = new VBox(4, views, words);
    VBox.setVgrow(views, Priority.ALWAYS);
    HBox.setHgrow(column, Priority.ALWAYS);
    getChildren().add(column);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /// On a narrow board the joints need the room.
  void narrow(boolean now) {
    if (narrow != now) {
      narrow = now;
      setVisible(!narrow && !ghosts.isEmpty());
    }
  }

  void show(PreviewMoment moment) {
    List<String> names = moment.traces().stream().map(ChannelTrace::name).toList();
    if (!names.equals(known)) {
      known = names;
      make(names);
    }
    PlacedPlan latest = moment.latest();
    for (Ghost ghost : ghosts) {
      read(ghost, moment, null);
      if (ghost.kinematics.solve(ghost.values, ghost.joints)) {
        ghost.view.showJoints(ghost.joints);
      } else {
        ghost.view.showUnknown("Nothing from the glove");
      }
      boolean ahead = latest != null && read(ghost, moment, latest.prediction());
      boolean solved = ahead && ghost.kinematics.solve(ghost.values, ghost.joints);
      ghost.view.showOver(solved && !moment.stale() ? ghost.joints : null);
    }
  }

  private void make(List<String> names) {
    ghosts.clear();
    views.getChildren().clear();
    Map<String, List<String>> byStream = new LinkedHashMap<>();
    for (String name : names) {
      byStream.computeIfAbsent(PreviewWords.streamOf(name), _ -> new ArrayList<>()).add(name);
    }
    for (String stream : byStream.keySet()) {
      StreamSpec spec = streams.apply(stream).orElse(null);
      Joints kinematics = spec == null ? null : kinematics(spec);
      if (spec != null && kinematics != null) {
        HandView view = new HandView(sides.apply(spec));
        view.setMinSize(SIZE, SIZE);
        view.setPrefSize(SIZE, SIZE);
        HBox.setHgrow(view, Priority.ALWAYS);
        ghosts.add(new Ghost(view, kinematics, spec));
        views.getChildren().add(view);
      }
    }
    setVisible(!narrow && !ghosts.isEmpty());
  }

  private @Nullable Joints kinematics(StreamSpec spec) {
    HandSide side = sides.apply(spec);
    if (spec.name().endsWith(ANGLES) && spec.channels().size() >= HandAngles.COUNT) {
      return angles(spec, new ForwardKinematics(side, HandSize.ADULT));
    }
    if (RunningRangeHand.fits(spec)) {
      // As on Record, where nobody has calibrated the glove.
      Processor guess = new RunningRangeHand(spec, spec.name() + "/ghost", side, HandSize.ADULT);
      Sample in = new Sample(spec);
      Sample out = new Sample(guess.output());
      return (values, joints) -> {
        System.arraycopy(values, 0, in.values, 0, values.length);
        boolean said = guess.process(in, out);
        System.arraycopy(out.values, 0, joints, 0, joints.length);
        return said;
      };
    }
    return null;
  }

  private static @Nullable Joints angles(StreamSpec spec, ForwardKinematics kinematics) {
    int[] places = new int[HandAngles.COUNT];
    for (int angle = 0; angle < places.length; angle++) {
      places[angle] = -1;
      for (int i = 0; i < spec.channels().size(); i++) {
        if (spec.channels().get(i).name().equals(AngleName.of(angle))) {
          places[angle] = i;
        }
      }
      if (places[angle] < 0) {
        return null;
      }
    }
    double[] angles = new double[HandAngles.COUNT];
    return (values, joints) -> {
      for (int angle = 0; angle < angles.length; angle++) {
        double value = values[places[angle]];
        angles[angle] = Double.isNaN(value) ? 0 : value;
      }
      kinematics.solve(angles, joints);
      return true;
    };
  }

  /// @param plan null for what was measured
  /// @return whether any of it is known
  private static boolean read(Ghost ghost, PreviewMoment moment, @Nullable Prediction plan) {
    boolean any = false;
    long at = moment.playhead().atNanos();
    for (ChannelTrace trace : moment.traces()) {
      Integer place = ghost.places.get(trace.name());
      if (place == null) {
        continue;
      }
      double value = plan == null ? Double.NaN : planned(plan, trace.column());
      any |= !Double.isNaN(value);
      ghost.values[place] = Double.isNaN(value) ? measured(trace, at) : value;
    }
    return any;
  }

  private static double planned(Prediction plan, int column) {
    float[][] rows = plan.actions();
    int row = (int) Math.round(AHEAD_SECONDS / plan.stepSeconds()) - 1;
    return column < 0 || row < 0 || row >= rows.length || column >= rows[row].length
        ? Double.NaN
        : rows[row][column];
  }

  private static double measured(ChannelTrace trace, long atNanos) {
    double newest = Double.NaN;
    for (int i = 0; i < trace.nanos().length && trace.nanos()[i] <= atNanos; i++) {
      newest = Float.isNaN(trace.values()[i]) ? newest : trace.values()[i];
    }
    return newest;
  }
}
