package dev.handloom.app.preview;

import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import dev.handloom.preview.session.PreviewMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What of the dream is looked at, of which camera, and which joints.
final class BoardBar extends FlowPane {
  private static final String ALL = "";
  private static final int FIRST_JOINTS = 4;
  private static final double CAMERA_WIDTH = 120;
  private static final double NARROW_CAMERA = 132;

  /// A model that has answered so often has shown which joints move.
  private static final int ANSWERS = 10;

  private final Filmstrip film;
  private final ChunkFan fan;
  private final ChoiceBox<String> cameras = new ChoiceBox<>();
  private final MenuButton joints = new MenuButton("Joints");
  private UnaryOperator<String> names = UnaryOperator.identity();
  private List<String> known = List.of();
  private List<ChannelTrace> traces = List.of();
  private boolean chosen;
  private boolean narrow;
  private Consumer<PreviewMoment> possible = _ -> {};

  BoardBar(Filmstrip film, ChunkFan fan) {
    super(8, 4);
    this.film = film;
    this.fan = fan;
    setMinHeight(Region.USE_PREF_SIZE);
    cameras.setId("preview.camera");
    cameras.setAccessibleText("Camera");
    cameras.setTooltip(new Tooltip("Which camera’s pictures"));
    cameras.setMinWidth(CAMERA_WIDTH);
    cameras.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String name) {
            return name == null || name.equals(ALL) ? "All cameras" : names.apply(name);
          }

          @Override
          public String fromString(String words) {
            return words;
          }
        });
    cameras.valueProperty().subscribe(now -> film.camera(now == null ? ALL : now));
    cameras.managedProperty().bind(cameras.visibleProperty());
    cameras.setVisible(false);
    joints.setId("preview.joints");
    joints.setTooltip(new Tooltip("Which joints are drawn, up to " + ChunkFan.MOST_LANES));
    getChildren().addAll(looks(), cameras, joints);
  }

  /// Offers to bend the plan.
  ///
  /// @param recorded asks which recorded movement it is to be
  void offer(WhatIf whatIf, Supplier<@Nullable PreviewMoment> moment, Runnable recorded) {
    ToggleButton turn = new ToggleButton("What if…");
    turn.setId("preview.whatIf");
    turn.setMinWidth(Region.USE_PREF_SIZE);
    turn.setTooltip(new Tooltip("Holds the moment: bend the plan, and see what it expects then"));
    turn.selectedProperty().bindBidirectional(whatIf.onProperty());
    Button person = new Button("As the person did");
    person.setId("preview.asPerson");
    person.setTooltip(
        new Tooltip("In an episode what they did next; live what they did in the time just past"));
    person.setOnAction(_ -> whatIf.asThePerson());
    Button episode = new Button("As recorded…");
    episode.setId("preview.asRecorded");
    episode.setTooltip(new Tooltip("What was done in any accepted episode, from any time on"));
    episode.setOnAction(_ -> recorded.run());
    Button reset = new Button("Own plan");
    reset.setId("preview.ownPlan");
    reset.setOnAction(_ -> whatIf.reset());
    for (Button button : List.of(person, episode, reset)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.visibleProperty().bind(whatIf.onProperty());
      button.managedProperty().bind(button.visibleProperty());
    }
    whatIf
        .onProperty()
        .addListener((_, _, on) -> {
          PreviewMoment now = moment.get();
          if (!on) {
            whatIf.end();
          } else if (now == null) {
            turn.setSelected(false);
          } else {
            whatIf.begin(now);
          }
        });
    possible = now -> turn.setDisable(!turn.isSelected() && !WhatIf.possible(now));
    turn.setDisable(true);
    getChildren().addAll(turn, person, episode, reset);
  }

  private HBox looks() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    Look[] all = Look.values();
    for (Look look : all) {
      ToggleButton button = new ToggleButton(look.title());
      button.setId("preview.look." + look.name().toLowerCase(java.util.Locale.ROOT));
      button.setTooltip(new Tooltip(look.words()));
      button.setAccessibleHelp(look.words());
      button.setUserData(look);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button
          .getStyleClass()
          .add(
              look == all[0]
                  ? "left-pill"
                  : look == all[all.length - 1] ? "right-pill" : "center-pill");
      button.setToggleGroup(group);
      box.getChildren().add(button);
    }
    group
        .selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now == null) {
            // One of them is always chosen.
            group.selectToggle(before);
          } else if (now.getUserData() instanceof Look look) {
            film.look(look);
          }
        });
    group.selectToggle(group.getToggles().getFirst());
    return box;
  }

  /// On a narrow board its words are fewer.
  void narrow(boolean now) {
    cameras.setPrefWidth(now ? NARROW_CAMERA : USE_COMPUTED_SIZE);
    if (narrow != now) {
      narrow = now;
      nameJoints();
    }
  }

  private void nameJoints() {
    joints.setText(
        narrow || known.isEmpty()
            ? "Joints"
            : "Joints: " + fan.joints().size() + " of " + known.size());
  }

  void callCameras(UnaryOperator<String> words) {
    names = words;
  }

  /// Offers what this model has.
  void offer(PreviewMoment moment) {
    DreamStrip strip = moment.watched() == null ? moment.dreams() : moment.watched();
    if (strip != null) {
      List<String> seen = new ArrayList<>(List.of(ALL));
      strip.cells().stream().map(DreamCell::camera).distinct().forEach(seen::add);
      if (!seen.equals(cameras.getItems())) {
        cameras.getItems().setAll(seen);
        // One is large enough to be judged; all of them are a choice away.
        cameras.setValue(seen.get(Math.min(1, seen.size() - 1)));
      }
      cameras.setVisible(seen.size() > 2);
    }
    possible.accept(moment);
    traces = moment.traces();
    List<String> now =
        traces.stream().filter(t -> t.column() >= 0).map(ChannelTrace::name).toList();
    if (!now.equals(known)) {
      known = now;
      chosen = false;
      menu();
      draw(ChunkFan.liveliest(traces, FIRST_JOINTS));
    } else if (!chosen && moment.timing().answered() >= ANSWERS) {
      chosen = true;
      draw(ChunkFan.liveliest(traces, FIRST_JOINTS));
    }
  }

  private void menu() {
    joints.getItems().clear();
    MenuItem liveliest = new MenuItem("Those that move most now");
    liveliest.setOnAction(_ -> draw(ChunkFan.liveliest(traces, FIRST_JOINTS)));
    joints.getItems().addAll(liveliest, new SeparatorMenuItem());
    Map<String, Menu> streams = new LinkedHashMap<>();
    for (String name : known) {
      Menu menu =
          streams.computeIfAbsent(
              PreviewWords.streamOf(name), stream -> new Menu(PreviewWords.stream(stream)));
      CheckMenuItem item = new CheckMenuItem(PreviewWords.part(name));
      item.setUserData(name);
      item.setOnAction(_ -> turn(name, item.isSelected()));
      menu.getItems().add(item);
    }
    joints.getItems().addAll(streams.values());
  }

  private void turn(String name, boolean on) {
    chosen = true;
    List<String> now = new ArrayList<>(fan.joints());
    now.remove(name);
    if (on) {
      now.add(name);
      if (now.size() > ChunkFan.MOST_LANES) {
        now.removeFirst();
      }
    }
    draw(now);
  }

  private void draw(List<String> names) {
    fan.joints(names);
    nameJoints();
    for (MenuItem each : joints.getItems()) {
      if (each instanceof Menu menu) {
        for (MenuItem item : menu.getItems()) {
          if (item instanceof CheckMenuItem check) {
            check.setSelected(names.contains(String.valueOf(item.getUserData())));
          }
        }
      }
    }
  }
}
