package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.ui.settings.CalibrationChoices;
import dev.handloom.calibration.camera.hand.HandLengths;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who wears the gloves, and what their hands are like.
final class PersonPane {
  private static final double WIDTH = 300;
  private static final int MOST_LETTERS = 64;

  private final VBox pane;
  private final ComboBox<String> name = new ComboBox<>();
  private final CheckBox leftHanded = new CheckBox("Left-handed: the left glove comes first");
  private final Spinner<Integer> length = millimetres("calibrate.length", 90, 260);
  private final Spinner<Integer> breadth = millimetres("calibrate.breadth", 30, 130);
  private final Label trouble = new Label();
  private final Map<HandSide, Map<Finger, CheckBox>> fingers = new EnumMap<>(HandSide.class);
  private final Runnable changed;
  private final Told told;
  private List<Person> known = List.of();
  private final boolean named;
  private boolean filling;

  /// Told of what holds beyond this page.
  interface Told {
    /// Somebody who is known sits down.
    void chosen(String who);

    /// For how long a calibration is trusted.
    void trusted(Duration now);
  }

  /// @param changed told when somebody else sits down, or has other hands
  /// @param fresh for how long a calibration is trusted
  /// @param who wore the gloves last; blank where nobody was named
  PersonPane(Runnable changed, Told told, String who, Duration fresh) {
    this.changed = changed;
    this.told = told;
    name.setId("calibrate.person");
    name.setEditable(true);
    name.setPromptText("A name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setAccessibleText("Who wears the gloves");
    name.setTooltip(new Tooltip("Choose somebody, or type a new name"));
    leftHanded.setId("calibrate.leftHanded");
    leftHanded.setWrapText(true);
    trouble.setId("calibrate.handTrouble");
    trouble.getStyleClass().add("text-warning");
    trouble.setWrapText(true);
    trouble.setMinHeight(Region.USE_PREF_SIZE);
    trouble.managedProperty().bind(trouble.visibleProperty());
    pane =
        new VBox(
            8,
            title("Who wears them"),
            name,
            leftHanded,
            title("Size of the hand, by ruler"),
            sizes(),
            trouble,
            title("Fingers that are there"),
            table(),
            hint("What a hand has not is neither asked for nor counted as a fault."),
            title("How long calibrations are trusted"),
            trust(fresh));
    pane.setMinWidth(WIDTH);
    pane.setPrefWidth(WIDTH);
    name.getEditor()
        .textProperty()
        .addListener((_, _, text) -> {
          if (!filling) {
            choose(text.strip());
          }
        });
    leftHanded.selectedProperty().addListener((_, _, _) -> told());
    length.valueProperty().addListener((_, _, _) -> told());
    breadth.valueProperty().addListener((_, _, _) -> told());
    named = !who.isBlank();
    fill(Person.named(named ? who.strip() : System.getProperty("user.name", "").strip()));
  }

  private static Label title(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Label hint(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("text-small", "text-muted");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Spinner<Integer> millimetres(String id, int least, int most) {
    Spinner<Integer> spinner = new Spinner<>(least, most, least);
    spinner.setId(id);
    spinner.setEditable(true);
    spinner.setPrefWidth(96);
    return spinner;
  }

  private GridPane sizes() {
    GridPane grid = new GridPane(8, 4);
    row(
        grid,
        "Length",
        length,
        "mm",
        "From the crease of the wrist to the tip of the middle finger");
    row(
        grid,
        "Breadth",
        breadth,
        "mm",
        "Between the middles of the knuckles of index and little finger");
    return grid;
  }

  private static void row(
      GridPane grid, String words, Spinner<Integer> field, String unit, String help) {
    Label label = new Label(words);
    label.setLabelFor(field);
    field.setAccessibleText(words + " of the hand in millimetres");
    field.setTooltip(new Tooltip(help));
    int row = grid.getRowCount();
    grid.addRow(row, label, field, new Label(unit));
    grid.add(hint(help), 0, row + 1, 3, 1);
  }

  private GridPane table() {
    GridPane grid = new GridPane(12, 4);
    int column = 1;
    for (Finger finger : Finger.values()) {
      Label head = new Label(word(finger.word()));
      head.getStyleClass().add("text-small");
      grid.add(head, column++, 0);
      GridPane.setHalignment(head, HPos.CENTER);
    }
    int row = 1;
    for (HandSide side : HandSide.values()) {
      Map<Finger, CheckBox> boxes = new EnumMap<>(Finger.class);
      grid.add(new Label(word(side.word())), 0, row);
      for (Finger finger : Finger.values()) {
        CheckBox box = new CheckBox();
        box.setId("calibrate." + side.word() + "." + finger.word());
        box.setAccessibleText(word(side.word()) + " " + finger.word());
        box.setSelected(true);
        box.selectedProperty().addListener((_, _, _) -> told());
        boxes.put(finger, box);
        grid.add(box, 1 + finger.ordinal(), row);
        GridPane.setHalignment(box, HPos.CENTER);
      }
      fingers.put(side, boxes);
      row++;
    }
    return grid;
  }

  private static String word(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  Region content() {
    return pane;
  }

  /// The people of the library. Whoever was last is chosen as long as nobody chose otherwise.
  void know(List<Person> people) {
    boolean first = known.isEmpty() && !people.isEmpty();
    known = List.copyOf(people);
    List<String> names = new ArrayList<>();
    people.forEach(person -> names.add(person.name()));
    filling = true;
    try {
      String text = name.getEditor().getText();
      name.getItems().setAll(names);
      name.getEditor().setText(text);
    } finally {
      filling = false;
    }
    if (first) {
      String who = person().name();
      fill(
          people.stream()
              .filter(each -> named && each.name().equals(who))
              .findFirst()
              .orElse(named ? person() : people.getFirst()));
      changed.run();
    }
  }

  private void choose(String who) {
    for (Person person : known) {
      if (person.name().equals(who)) {
        fill(person);
        told.chosen(who);
        break;
      }
    }
    told();
  }

  /// Somebody was named elsewhere: for a run of takes, or at another start.
  void sit(String who) {
    if (!who.isBlank() && !who.equals(person().name())) {
      fill(
          known.stream()
              .filter(each -> each.name().equals(who))
              .findFirst()
              .orElseGet(() -> Person.named(who)));
      changed.run();
    }
  }

  private Node trust(Duration fresh) {
    Spinner<Integer> hours =
        new Spinner<>(1, CalibrationChoices.LONGEST_HOURS, (int) fresh.toHours());
    hours.setId("calibrate.trust");
    hours.setEditable(true);
    hours.setPrefWidth(96);
    hours.setAccessibleText("Hours for which a calibration is trusted");
    hours.setTooltip(new Tooltip("Older ones ask for the ten-second check before a take"));
    hours.valueProperty().addListener((_, _, now) -> told.trusted(Duration.ofHours(now)));
    HBox row = new HBox(8, hours, new Label("hours, then a check is due"));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void fill(Person person) {
    filling = true;
    try {
      if (!name.getEditor().getText().strip().equals(person.name())) {
        name.setValue(person.name());
        name.getEditor().setText(person.name());
      }
      leftHanded.setSelected(person.leftHanded());
      length.getValueFactory().setValue((int) Math.round(person.lengthMillimetres()));
      breadth.getValueFactory().setValue((int) Math.round(person.breadthMillimetres()));
      fingers.forEach((side, boxes) ->
          boxes.forEach((finger, box) -> box.setSelected(person.fingers(side).contains(finger))));
    } finally {
      filling = false;
    }
    judge();
  }

  /// Takes over a size that was measured on a sheet, as if it had been entered.
  ///
  /// @return what became of it, for a person
  String measured(HandLengths hand) {
    length.getValueFactory().setValue((int) Math.round(hand.length()));
    breadth.getValueFactory().setValue((int) Math.round(hand.breadth()));
    String who = person().name();
    String whose = who.isEmpty() ? "whoever wears the gloves" : who;
    return good()
        ? "It is the size of " + whose + " under Gloves now, for the next calibration."
        : "It stands under Gloves now, and cannot be right: " + trouble.getText();
  }

  private void told() {
    if (!filling) {
      judge();
      changed.run();
    }
  }

  private void judge() {
    String words = "";
    try {
      person().size();
    } catch (IllegalArgumentException e) {
      words = String.valueOf(e.getMessage());
    }
    if (person().name().isEmpty()) {
      words = "Say who it is: calibrations are kept by name.";
    }
    trouble.setText(words);
    trouble.setVisible(!words.isEmpty());
  }

  /// Whether a run can begin with what was entered.
  boolean good() {
    return trouble.getText().isEmpty();
  }

  Person person() {
    String who = name.getEditor().getText().strip();
    return new Person(
        who.substring(0, Math.min(MOST_LETTERS, who.length())),
        leftHanded.isSelected(),
        length.getValue(),
        breadth.getValue(),
        there(HandSide.LEFT),
        there(HandSide.RIGHT));
  }

  private Set<Finger> there(HandSide side) {
    Set<Finger> there = EnumSet.noneOf(Finger.class);
    fingers
        .getOrDefault(side, Map.of())
        .forEach((finger, box) -> {
          if (box.isSelected()) {
            there.add(finger);
          }
        });
    return there;
  }
}
