package dev.handloom.app.workspace.calibrate.camera;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.lens.SheetSession;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.calibration.camera.hand.HandLengths;
import dev.handloom.calibration.camera.hand.HandSheet;
import dev.handloom.calibration.camera.hand.Landmark;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The size of a hand that lies on a printed board under a camera that was calibrated.
public final class HandSizePage implements CalibratePage {
  private static final double SIDE = 380;
  private static final String FIRST =
      "Lay the printed board under a camera that looks down on it, and a hand on the board.";

  private final CurrentRig current;
  private final RigLenses lenses;
  private final Function<HandLengths, String> use;
  private final BorderPane content = new BorderPane();
  private final ChoiceBox<String> cameras = new ChoiceBox<>();
  private final BoardPane board;
  private final Button begin = new Button("Look");
  private final Button take = new Button("Take the picture");
  private final Button back = new Button("Take last mark back");
  private final Button keep = new Button("Use this size");
  private final Label say = new Label(FIRST);
  private final Label told = new Label();
  private final VideoTile tile = new VideoTile("Camera");
  private final MarkPane marks = new MarkPane(this::marked);
  private @Nullable SheetSession session;
  private @Nullable HandSheet sheet;

  /// @param use takes a measured hand over, and says for whom
  public HandSizePage(CurrentRig current, RigLenses lenses, Function<HandLengths, String> use) {
    this.current = current;
    this.lenses = lenses;
    this.use = use;
    board = new BoardPane("calibrate.hand.board", lenses.board().board());
  }

  @Override
  public String id() {
    return "hand";
  }

  @Override
  public String title() {
    return "Hand sizes";
  }

  @Override
  public Node content() {
    name(cameras, "calibrate.hand.camera", "Which of the cameras that were calibrated");
    name(begin, "calibrate.hand.begin", "Shows what the camera sees of the sheet");
    name(take, "calibrate.hand.take", "Takes the next picture in which the sheet is seen well");
    name(back, "calibrate.hand.back", "Forgets the mark that was set last (Backspace)");
    name(keep, "calibrate.hand.keep", "Takes the size over for whoever wears the gloves");
    begin.setOnAction(_ -> begin());
    take.setOnAction(_ -> {
      SheetSession running = session;
      if (running != null) {
        running.take();
      }
    });
    back.setOnAction(_ -> {
      marks.takeBack();
      marks.requestFocus();
    });
    keep.setOnAction(_ -> keep());
    say.setId("calibrate.hand.say");
    say.getStyleClass().add("title-4");
    told.setId("calibrate.hand.told");
    for (Label each : List.of(say, told)) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
    }
    Label label = new Label("Camera");
    label.setLabelFor(cameras);
    VBox side =
        new VBox(
            8,
            new VBox(2, label, cameras),
            board,
            new FlowPane(8, 8, begin, take, back, keep),
            say,
            told);
    side.setPadding(new Insets(16));
    ScrollPane scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(SIDE);
    scroll.setMinWidth(SIDE);
    content.setRight(scroll);
    BorderPane.setMargin(tile, new Insets(16, 0, 16, 16));
    BorderPane.setMargin(marks, new Insets(16, 0, 16, 16));
    current.workplaceProperty().addListener(_ -> stop());
    lenses.lookedProperty().subscribe(_ -> known());
    stop();
    return content;
  }

  private static void name(Control control, String id, String words) {
    control.setId(id);
    control.setTooltip(new Tooltip(words));
    control.setAccessibleText(words);
    if (control instanceof ChoiceBox<?>) {
      control.setMaxWidth(Double.MAX_VALUE);
    }
  }

  private void known() {
    List<String> names = new ArrayList<>();
    for (KnownLens each : lenses.known()) {
      if (each.profile() != null) {
        names.add(each.stream());
      }
    }
    String before = cameras.getValue();
    cameras.getItems().setAll(names);
    cameras.setValue(names.contains(before) ? before : names.isEmpty() ? null : names.getFirst());
    begin.setDisable(names.isEmpty());
    if (session == null && sheet == null) {
      tile.showAbsence(
          names.isEmpty()
              ? "No camera of this rig is calibrated. Cameras, beside this page, does that."
              : "The picture comes when you look.",
          null);
    }
  }

  private void begin() {
    stop();
    String name = cameras.getValue();
    Workplace workplace = current.workplaceProperty().get();
    Optional<CameraProfile> profile =
        lenses.known().stream()
            .filter(each -> each.stream().equals(name))
            .flatMap(each -> each.calibrated().stream())
            .findFirst();
    Optional<LiveStream> stream =
        workplace == null || name == null ? Optional.empty() : workplace.rig().hub().find(name);
    if (profile.isEmpty() || stream.isEmpty()) {
      return;
    }
    Board shown;
    try {
      shown = board.board();
    } catch (IllegalArgumentException e) {
      say.setText(e.getMessage() + ".");
      return;
    }
    lenses.board().keep(shown);
    session = SheetSession.start(stream.get(), profile.get().model(), shown, new Heard());
    arrange();
  }

  /// What the session tells, on its thread.
  private final class Heard implements SheetSession.Listener {
    @Override
    public void picture(ByteBuffer bgra, int width, int height, String words, boolean ready) {
      tile.offer(bgra, width, height, StudioClock.now());
      FxThread.run(() -> {
        if (session != null) {
          say.setText(words);
          take.setDisable(!ready);
        }
      });
    }

    @Override
    public void taken(HandSheet found, GreyPicture above) {
      FxThread.run(() -> {
        if (session != null) {
          session = null;
          sheet = found;
          arrange();
          marks.show(above);
          marks.requestFocus();
        }
      });
    }

    @Override
    public void refused(String why) {
      FxThread.run(() -> {
        stop();
        say.setText(why);
      });
    }
  }

  private void marked() {
    HandSheet on = sheet;
    if (on == null) {
      return;
    }
    Optional<Landmark> next = marks.next();
    back.setDisable(marks.marks().isEmpty());
    keep.setDisable(next.isPresent());
    say.setText(next.map(which -> "Mark " + which.words() + ".").orElse("All is marked."));
    told.setText(
        next.isPresent()
            ? "Click on it; or move the cross with the arrow keys (Shift: farther) and press Enter."
            : "The hand is "
                + on.measure(marks.marks()).words()
                + ". In 95 cases of 100 the truth is that near.");
  }

  private void keep() {
    HandSheet on = sheet;
    if (on != null && marks.next().isEmpty()) {
      told.setText(use.apply(on.measure(marks.marks())));
    }
  }

  private void stop() {
    SheetSession running = session;
    session = null;
    sheet = null;
    if (running != null) {
      running.close();
    }
    say.setText(FIRST);
    told.setText("");
    arrange();
    known();
  }

  /// Shows what there is to do now.
  private void arrange() {
    boolean looking = session != null;
    boolean marking = sheet != null;
    content.setCenter(marking ? marks : tile);
    begin.setText(looking || marking ? "Look again" : "Look");
    take.setDisable(true);
    cameras.setDisable(looking);
    board.setDisable(looking);
    show(take, looking);
    show(back, marking);
    show(keep, marking);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @Override
  public void hidden() {
    if (session != null) {
      stop();
    }
  }

  @Override
  public void shown() {
    known();
  }
}
