package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.app.RigShelf;
import dev.handloom.app.Workplace;
import dev.handloom.app.retarget.RigRobot;
import dev.handloom.app.retarget.RobotTrial;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.app.workspace.calibrate.GlovesPage;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Robots: which one follows a hand of the rig, how well, and put on the rig or taken off it.
public final class RobotsPage implements CalibratePage, AutoCloseable {
  private static final double SIDE = 352;

  private final GlovesPage.Surroundings around;
  private final RigShelf shelf;
  private final RobotForm form;
  private final RobotStage stage = new RobotStage();
  private final Label standing = new Label();
  private final BorderPane content = new BorderPane();
  private final Node whole;
  private final Action put;
  private final Action off;
  private RobotHands.@Nullable Found found;
  private @Nullable RobotTrial trial;
  private int readings;
  private boolean inFront;

  /// @param shelf where rigs are kept
  public RobotsPage(GlovesPage.Surroundings around, RigShelf shelf) {
    this.shelf = shelf;
    this.around = around;
    form = new RobotForm(new Changes());
    put =
        around
            .actions()
            .add(
                Action.named("calibrate.robot.put", "Put on the rig", this::put)
                    .icon(Feather.DOWNLOAD)
                    .menu("Calibrate")
                    .describedAs(
                        "From then on the robot's joint targets are a stream beside the hand, and"
                            + " recorded with it."));
    off =
        around
            .actions()
            .add(
                Action.named("calibrate.robot.off", "Take off the rig", this::off)
                    .icon(Feather.X)
                    .menu("Calibrate")
                    .describedAs("No robot follows this hand any more."));
    standing.setId("calibrate.robot.standing");
    standing.setWrapText(true);
    standing.setMinHeight(Region.USE_PREF_SIZE);
    whole = whole();
  }

  @Override
  public String id() {
    return "robots";
  }

  @Override
  public String title() {
    return "Robot hands";
  }

  private Node whole() {
    Button putButton = Actions.button(put);
    putButton.getStyleClass().add("accent");
    putButton.setId("calibrate.robot.put");
    Button offButton = Actions.button(off);
    offButton.setId("calibrate.robot.off");
    for (Button each : List.of(putButton, offButton)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    FlowPane buttons = new FlowPane(8, 8, putButton, offButton);
    VBox side = new VBox(12, standing, buttons, form);
    side.setPadding(new Insets(16));
    ScrollPane scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setPrefWidth(SIDE);
    scroll.setMinWidth(SIDE);
    scroll.getStyleClass().add("edge-to-edge");
    BorderPane page = new BorderPane(stage.content());
    page.setLeft(scroll);
    return page;
  }

  @Override
  public Node content() {
    around.current().workplaceProperty().addListener(_ -> rig());
    around.takes().phaseProperty().subscribe(_ -> enable());
    Pulse.shared().whileShown(content, this::look);
    rig();
    return content;
  }

  /// Also told when the hands of the same rig are others than before.
  private void rig() {
    Workplace workplace = around.current().workplaceProperty().get();
    List<RigRobot.Hand> hands = workplace == null ? List.of() : RigRobot.hands(workplace);
    RigRobot.Hand before = form.hand();
    form.hands(hands);
    if (hands.isEmpty()) {
      endTrial();
      content.setCenter(
          new EmptyPlace(
              Feather.CPU,
              workplace == null ? "No rig is open" : "This rig has no hand",
              workplace == null
                  ? "Open the rig of this workplace, or see a robot follow the simulated one."
                  : "A robot's hand follows a glove, or a headset that sees hands. Add one under"
                      + " Devices, or see a robot follow the simulated rig.",
              around.rigActions().toArray(Action[]::new)));
      enable();
      return;
    }
    content.setCenter(whole);
    RigRobot.Hand now = form.hand();
    boolean same = before != null && now != null && before.device().equals(now.device());
    if (same) {
      // Another profile: the hand is another stream, the choices stay.
      begin();
    } else {
      hand();
    }
  }

  /// Another hand: its robot on the rig is what is looked at, if there is one.
  private void hand() {
    RigRobot.Hand hand = form.hand();
    if (hand != null) {
      String named = RigRobot.named(hand.device().config());
      if (!named.isEmpty()) {
        form.robot(named);
        try {
          form.settings(RigRobot.settings(hand.device().config()));
        } catch (RigFileException e) {
          throw new IllegalStateException("The rig was opened with it", e);
        }
      }
    }
    robot();
  }

  /// Another robot: read in the background.
  private void robot() {
    String named = form.robot();
    RigFile file = file();
    int reading = ++readings;
    if (named.isEmpty() || file == null) {
      none("", "");
      form.about("Name a URDF file of a hand or a gripper. Meshes are not needed.", "");
      return;
    }
    BackgroundTask.of("Reading the robot hand " + named, _ -> read(file, named))
        .onSuccess(read -> {
          if (reading == readings) {
            known(read);
          }
        })
        .onFailure(e -> {
          if (reading == readings) {
            none("", String.valueOf(e.getMessage()));
          }
        })
        .startOn(around.tasks());
  }

  private static RobotHands.Found read(RigFile file, String named)
      throws IOException, UrdfException {
    try {
      return RigRobot.find(file, named);
    } catch (IOException e) {
      throw new IOException("The file could not be read. Choose another one. " + named, e);
    }
  }

  private void none(String about, String why) {
    found = null;
    endTrial();
    form.about(about, why);
    form.size("");
    stage.nobody(!why.isEmpty());
    enable();
  }

  private void known(RobotHands.Found read) {
    found = read;
    RobotHand hand = read.hand();
    int joints = hand.used().size();
    form.about(
        String.format(
            Locale.ROOT,
            "%s: %d driven %s, %s.%s",
            hand.mapping().name(),
            joints,
            joints == 1 ? "joint" : "joints",
            hand.mapping().jaws() ? "two jaws" : hand.mapping().tips().size() + " fingers",
            read.guessed()
                ? " What its links mean is a guess: see that the right fingers move. handloom"
                    + " robots FILE --write writes the guess down, to be put right."
                : ""),
        "");
    begin();
  }

  /// Follows from now on.
  private void begin() {
    endTrial();
    RobotHands.Found robot = found;
    RigRobot.Hand hand = form.hand();
    Workplace workplace = around.current().workplaceProperty().get();
    LiveStream stream =
        workplace == null || hand == null
            ? null
            : workplace.rig().hub().find(hand.stream()).orElse(null);
    if (robot == null || hand == null) {
      enable();
      return;
    }
    stage.begin(hand.side(), robot.hand());
    if (stream != null) {
      RobotTrial next = RobotTrial.start(stream, hand.side(), robot.hand(), form.settings());
      trial = next;
      next.pause(!inFront);
      stage.names(next.errorNames());
    }
    enable();
  }

  private void endTrial() {
    RobotTrial running = trial;
    trial = null;
    if (running != null) {
      running.close();
    }
  }

  private void look(long nowNanos) {
    RobotTrial running = trial;
    RobotTrial.Look look = running == null ? null : running.look();
    if (look != null && stage.look(look, nowNanos)) {
      String who = around.wardrobe().personProperty().get();
      form.size(
          Double.isNaN(look.size())
              ? ""
              : String.format(
                  Locale.ROOT,
                  "Its fingers are %.2f × as long as %s. That is made up for.",
                  look.size(),
                  who.isBlank() ? "yours" : "those of " + who));
    }
  }

  private @Nullable RigFile file() {
    Workplace workplace = around.current().workplaceProperty().get();
    return workplace == null ? null : workplace.rig().file();
  }

  /// What can be done now, and how it stands.
  private void enable() {
    RigRobot.Hand hand = form.hand();
    boolean taking = around.takes().phaseProperty().get().running();
    String named = hand == null ? "" : RigRobot.named(hand.device().config());
    boolean same = false;
    if (hand != null && !named.isEmpty()) {
      try {
        same =
            named.equals(form.robot())
                && form.settings().equals(RigRobot.settings(hand.device().config()));
      } catch (RigFileException e) {
        throw new IllegalStateException("The rig was opened with it", e);
      }
    }
    boolean off = named.isEmpty();
    put.enabledProperty().set(inFront && found != null && !taking && !same && hand != null);
    this.off.enabledProperty().set(inFront && !taking && !off);
    Path file = shelf.openFile();
    standing.setText(
        taking
            ? "A take is running. Robots are put on the rig when it is saved."
            : off
                ? "No robot follows this hand in takes. What you see here is not recorded."
                : "%s follows this hand, and is recorded%s.%s"
                    .formatted(
                        named,
                        file == null ? "" : "; it stands in " + file.getFileName(),
                        same ? "" : " What is chosen here is not on the rig yet."));
  }

  private void put() {
    RigRobot.Hand hand = form.hand();
    RigFile file = file();
    if (hand != null && file != null) {
      save(file, hand, RigRobot.written(file, form.robot()));
    }
  }

  private void off() {
    RigRobot.Hand hand = form.hand();
    RigFile file = file();
    if (hand != null && file != null) {
      save(file, hand, null);
    }
  }

  private void save(RigFile file, RigRobot.Hand hand, @Nullable String named) {
    Path open = shelf.openFile();
    RigFile next = RigRobot.with(file, hand.device().config().id(), named, form.settings());
    shelf.save(next, open == null ? shelf.freePath(file.name()) : open);
  }

  @Override
  public void shown() {
    inFront = true;
    pause(false);
    enable();
  }

  @Override
  public void hidden() {
    inFront = false;
    pause(true);
    enable();
  }

  private void pause(boolean now) {
    RobotTrial running = trial;
    if (running != null) {
      running.pause(now);
    }
  }

  @Override
  public void close() {
    endTrial();
  }

  private final class Changes implements RobotForm.Told {
    @Override
    public void hand() {
      RobotsPage.this.hand();
    }

    @Override
    public void robot() {
      RobotsPage.this.robot();
      if (form.robot().isEmpty()) {
        form.askForFile();
      }
    }

    @Override
    public void settings() {
      begin();
    }

    @Override
    public void pick() {
      around
          .desktop()
          .get()
          .pickFile("Choose a robot hand", "Robot descriptions", "*.urdf")
          .ifPresent(picked -> {
            form.robot(picked.toString());
            RobotsPage.this.robot();
          });
    }
  }
}
