package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.gripper.EncoderChannel;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.device.stream.FrameFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What tags a gripper has, through what lens they are seen, what a ruler says, and which encoder
/// it has. UMI's, until somebody says otherwise.
final class SetupPane extends VBox {
  private static final String NO_ENCODER = "None";

  /// A lens to choose.
  ///
  /// @param model null for one that is still to be picked
  record Lens(String words, @Nullable CameraModel model, boolean published) {
    @Override
    public String toString() {
      return words;
    }
  }

  private static final Lens PUBLISHED =
      new Lens("UMI's published GoPro lens", FisheyeCamera.UMI_GOPRO, true);

  private static final Lens FILE = new Lens("From a file…", null, false);

  private final Supplier<Desktop> desktop;
  private final Runnable changed;
  private final ChoiceBox<Lens> lens = new ChoiceBox<>();
  private final ChoiceBox<String> family = new ChoiceBox<>();
  private final TextField left = new TextField();
  private final TextField right = new TextField();
  private final TextField size = new TextField();
  private final TextField near = new TextField();
  private final TextField far = new TextField();
  private final TextField ruler = new TextField();
  private final ChoiceBox<String> encoder = new ChoiceBox<>();
  private final Label lensTrouble = new Label();
  private List<EncoderChannel> encoders = List.of();
  private @Nullable FrameFormat format;
  private boolean filling;
  private String told = "";

  /// @param changed told when something else is to be looked for
  SetupPane(Supplier<Desktop> desktop, Runnable changed) {
    super(8);
    this.desktop = desktop;
    this.changed = changed;
    MarkFamily.all().forEach(each -> family.getItems().add(each.name()));
    name(lens, "calibrate.gripper.lens", "Through what lens the camera sees the tags");
    name(family, "calibrate.gripper.family", "The family of the finger tags; UMI's is 4X4_50");
    name(left, "calibrate.gripper.left", "The number of the tag on the left finger");
    name(right, "calibrate.gripper.right", "The number of the tag on the right finger");
    name(size, "calibrate.gripper.size", "The side of a tag's black square in mm");
    name(near, "calibrate.gripper.near", "Tags nearer than this are not the fingers', in mm");
    name(far, "calibrate.gripper.far", "Tags farther than this are not the fingers', in mm");
    name(
        ruler,
        "calibrate.gripper.ruler",
        "Between the fully open fingers, in mm; makes widths truer. May be left empty");
    name(encoder, "calibrate.gripper.encoder", "The gripper's own encoder, compared with the tags");
    ruler.setPromptText("not measured");
    show(GripperTags.UMI);
    lensTrouble.setWrapText(true);
    lensTrouble.setMinHeight(Region.USE_PREF_SIZE);
    lensTrouble.setManaged(false);
    GridPane grid = new GridPane(8, 4);
    row(grid, 0, "Tags", family);
    row(grid, 1, "Left, right", left, right);
    row(grid, 2, "Size (mm)", size);
    row(grid, 3, "Distance (mm)", near, far);
    row(grid, 4, "By ruler (mm)", ruler);
    row(grid, 5, "Lens", lens);
    row(grid, 6, "Encoder", encoder);
    getChildren().setAll(grid, lensTrouble);
    for (TextField each : List.of(left, right, size, near, far, ruler)) {
      each.setPrefColumnCount(6);
      each.setOnAction(_ -> tell());
      each.focusedProperty()
          .addListener((_, _, now) -> {
            if (!now) {
              tell();
            }
          });
    }
    family.valueProperty().addListener((_, _, _) -> tell());
    encoder.valueProperty().addListener((_, _, _) -> tell());
    lens.valueProperty()
        .addListener((_, before, now) -> {
          if (FILE.equals(now) && !filling) {
            pick(before);
          } else {
            tell();
          }
        });
  }

  private static void row(GridPane grid, int row, String words, Control... controls) {
    Label label = new Label(words);
    label.setLabelFor(controls[0]);
    grid.add(label, 0, row);
    for (int i = 0; i < controls.length; i++) {
      grid.add(controls[i], 1 + i, row, controls.length == 1 ? 2 : 1, 1);
    }
  }

  private static void name(Control control, String id, String words) {
    control.setId(id);
    control.setTooltip(new Tooltip(words));
    control.setAccessibleText(words);
    control.setMaxWidth(Double.MAX_VALUE);
  }

  /// Leaving a field that says what it said before changes nothing.
  private void tell() {
    String now = said();
    if (!filling && !now.equals(told)) {
      told = now;
      changed.run();
    }
  }

  private String said() {
    return String.join(
        "|",
        String.valueOf(family.getValue()),
        left.getText(),
        right.getText(),
        size.getText(),
        near.getText(),
        far.getText(),
        ruler.getText(),
        String.valueOf(lens.getValue()),
        String.valueOf(encoder.getValue()));
  }

  private void show(GripperTags tags) {
    family.setValue(tags.family());
    left.setText(Integer.toString(tags.left()));
    right.setText(Integer.toString(tags.right()));
    size.setText(text(tags.sizeMm()));
    near.setText(text(tags.nearMm()));
    far.setText(text(tags.farMm()));
  }

  private static String text(double mm) {
    return mm == Math.rint(mm) ? Long.toString((long) mm) : String.format(Locale.ROOT, "%.2f", mm);
  }

  /// Another camera is in front.
  ///
  /// @param known what it was calibrated as, newest first
  /// @param inUse the gripper's profile, whose tags are taken over
  void camera(
      FrameFormat pictures,
      List<CameraProfile> known,
      @Nullable GripperProfile inUse,
      Workplace workplace) {
    filling = true;
    format = pictures;
    show(inUse == null ? GripperTags.UMI : inUse.tags());
    ruler.setText("");
    List<Lens> lenses = new ArrayList<>();
    for (CameraProfile each : known) {
      lenses.add(
          new Lens(
              String.format(
                  Locale.ROOT,
                  "Calibrated %1$tF %1$tR",
                  each.taken().atZone(ZoneId.systemDefault())),
              each.model(),
              false));
    }
    lenses.add(PUBLISHED);
    lenses.add(FILE);
    lens.getItems().setAll(lenses);
    lens.setValue(lenses.getFirst());
    encoders = EncoderChannel.of(workplace);
    encoder.getItems().setAll(NO_ENCODER);
    encoders.forEach(each -> encoder.getItems().add(each.name()));
    encoder.setValue(
        encoders.stream()
            .filter(EncoderChannel::likely)
            .map(EncoderChannel::name)
            .findFirst()
            .orElse(NO_ENCODER));
    say("");
    filling = false;
    told = said();
  }

  private void pick(@Nullable Lens before) {
    FrameFormat pictures = format;
    Path file =
        desktop
            .get()
            .pickFile("The wrist camera's numbers", "Files of cameras", "*.*")
            .orElse(null);
    Lens next = before;
    say("");
    if (file != null && pictures != null) {
      try {
        CameraModel model = IntrinsicsFile.read(file, pictures.width(), pictures.height()).camera();
        next = new Lens(String.valueOf(file.getFileName()), model, false);
        lens.getItems().addFirst(next);
      } catch (CameraRefusal e) {
        say(e.getMessage() + ".");
      }
    }
    lens.setValue(next);
  }

  private void say(String words) {
    lensTrouble.setText(words);
    lensTrouble.setManaged(!words.isEmpty());
  }

  /// The lens, null while none is chosen.
  @Nullable Lens lens() {
    return lens.getValue();
  }

  @Nullable EncoderChannel encoder() {
    return encoders.stream()
        .filter(each -> each.name().equals(encoder.getValue()))
        .findFirst()
        .orElse(null);
  }

  /// @throws GripperException where they cannot be so
  GripperTags tags() throws GripperException {
    try {
      return new GripperTags(
          String.valueOf(family.getValue()),
          (int) number(left, "The left tag's number"),
          (int) number(right, "The right tag's number"),
          number(size, "The size of the tags"),
          number(near, "The nearest distance"),
          number(far, "The farthest distance"));
    } catch (IllegalArgumentException e) {
      throw new GripperException(e.getMessage() + ".", e);
    }
  }

  /// NaN where nobody measured.
  double rulerMm() throws GripperException {
    if (ruler.getText().isBlank()) {
      return Double.NaN;
    }
    double mm = number(ruler, "What the ruler says");
    if (!(mm > 0)) {
      throw new GripperException("What the ruler says is above 0 mm.");
    }
    return mm;
  }

  private static double number(TextField field, String what) throws GripperException {
    try {
      return Double.parseDouble(field.getText().strip().replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new GripperException(
          what + " is a number, not \"" + field.getText().strip() + "\".", e);
    }
  }
}
