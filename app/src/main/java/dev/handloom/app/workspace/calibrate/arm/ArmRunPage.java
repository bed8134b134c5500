package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.arm.ArmLook;
import dev.handloom.app.arm.LiveArmRun;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.workspace.calibrate.RunFrame;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A run of an arm as it goes: the wanted movement and its words large, every joint live below.
/// Readable from two metres, led by keys, a pedal or nothing but the arm itself.
final class ArmRunPage {
  private static final double BIG = 184;
  private static final double SMALL = 92;
  private static final double TITLE = 40;

  private final LiveArmRun run;
  private final RunKeys keys;
  private final RunFrame frame;
  private final Label number = new Label();
  private final Label moved = new Label();
  private final JointDial whole;
  private final JointDial one = new JointDial(BIG, 1);
  private final List<JointDial> dials = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();
  private final List<VBox> tiles = new ArrayList<>();

  /// @param over told once, when the run has come to its end
  ArmRunPage(LiveArmRun run, RunKeys keys, Consumer<Cue> cues, Runnable over) {
    this.run = run;
    this.keys = keys;
    whole = new JointDial(BIG, run.arm().encoders().size());
    frame = new RunFrame(run, keys, cues, new StackPane(whole, one), over);
    frame.large(TITLE);
    frame.content().setId("calibrate.arm.run");
    frame.content().setCenter(joints());
    frame.foot();
    number.setId("calibrate.number");
    number.getStyleClass().addAll("pose-next", Figures.STYLE_CLASS);
    moved.getStyleClass().addAll("pose-words", Figures.STYLE_CLASS);
    moved.setId("calibrate.moved");
    List<Node> text = frame.text().getChildren();
    text.add(0, number);
    text.add(text.size() - 1, moved);
    frame.begin(() -> show(run.look()));
  }

  private Node joints() {
    FlowPane all = new FlowPane(8, 8);
    for (Encoder encoder : run.arm().encoders()) {
      JointDial dial = new JointDial(SMALL, 1);
      Label name = new Label(QualityWords.sentence(encoder.words()));
      Label value = new Label();
      value.getStyleClass().add(Figures.STYLE_CLASS);
      VBox tile = new VBox(2, dial, name, value);
      tile.setAlignment(Pos.TOP_CENTER);
      tile.getStyleClass().add("joint-tile");
      dials.add(dial);
      values.add(value);
      tiles.add(tile);
      all.getChildren().add(tile);
    }
    Label caption = new Label("Joints: now, and the way so far");
    caption.getStyleClass().add("section-title");
    ScrollPane scroll = RunFrame.scroll(all);
    VBox box = new VBox(8, caption, scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    box.setMinHeight(0);
    return box;
  }

  RunFrame frame() {
    return frame;
  }

  private void show(ArmLook look) {
    ArmStep wanted = look.wanted();
    number.setText("Step " + Math.min(look.done() + 1, look.of()) + "/" + look.of());
    dials(look);
    frame.show(
        new RunFrame.Now(
            look.state(),
            look.done(),
            look.of(),
            wanted == null ? "" : wanted.title(),
            wanted == null ? "" : wanted.words(),
            next(look),
            look.words(),
            "Working out the joints…",
            run.made().isPresent(),
            wanted == null ? null : cue(wanted)));
    keys.layOver().enabledProperty().set(false);
  }

  private static Cue cue(ArmStep wanted) {
    return switch (wanted.kind()) {
      case ZERO -> Cue.ZERO_POSE;
      case SWEEP -> Cue.SWEEP_JOINT;
      case BEND -> Cue.BEND_JOINT;
    };
  }

  private void dials(ArmLook look) {
    ArmStep wanted = look.wanted();
    int joint = wanted == null ? -1 : wanted.joint();
    JointDial.Wanted movement =
        wanted == null
            ? JointDial.Wanted.NOTHING
            : switch (wanted.kind()) {
              case ZERO -> JointDial.Wanted.ZERO;
              case SWEEP -> JointDial.Wanted.SWEEP;
              case BEND -> JointDial.Wanted.BEND;
            };
    one.setVisible(joint >= 0);
    whole.setVisible(joint < 0);
    if (joint >= 0) {
      one.want(movement);
      one.needle(0, look.at()[joint]);
      one.swept(look.low()[joint], look.high()[joint]);
      moved.setText(
          String.format(Locale.ROOT, "Moved by %.0f° in this step", Math.toDegrees(look.moved())));
    } else {
      whole.want(movement);
      moved.setText("");
    }
    for (int j = 0; j < dials.size(); j++) {
      double at = look.at()[j];
      whole.needle(j, at);
      dials.get(j).needle(0, at);
      dials.get(j).swept(look.low()[j], look.high()[j]);
      values.get(j).setText(Double.isNaN(at) ? "–" : degrees(at));
      tiles.get(j).getStyleClass().remove("wanted");
      if (j == joint) {
        tiles.get(j).getStyleClass().add("wanted");
      }
    }
  }

  private static String degrees(double radians) {
    long whole = Math.round(Math.toDegrees(radians));
    return (whole > 0 ? "+" : whole < 0 ? "−" : "") + Math.abs(whole) + "°";
  }

  private String next(ArmLook look) {
    if (look.wanted() == null) {
      return "";
    }
    @Nullable ArmStep after = run.step(look.done() + 1);
    return after == null
        ? "It goes on by itself when the arm is still. This is the last step."
        : "It goes on by itself when the arm is still. Next: " + after.title();
  }
}
