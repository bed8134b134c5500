package dev.handloom.app.workspace.devices;

import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.driver.DriverCard.Family;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.sim.WireSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One step of the wizard: waits for a device to be plugged in, says what it is, and lets a person
/// choose among equals.
final class PlugPage extends VBox {
  private static final double CELL_HEIGHT = 56;
  private static final double LIST_HEIGHT = 3.5 * CELL_HEIGHT;

  private final PlugFeed feed;
  private final RigPreset.Role role;
  private final List<DeviceConfig> taken;
  private final @Nullable RigFile open;
  private final ListView<Candidate> list = new ListView<>();
  private final Label news = FoundList.wrapped("");
  private final Label problem = FoundList.wrapped("");
  private final DeviceChoice choice;
  private @Nullable Attached pluggedIn;
  private long handled;
  private boolean byHand;

  /// @param taken what other roles have got already
  /// @param open the rig that is open; null for none
  PlugPage(PlugFeed feed, RigPreset.Role role, List<DeviceConfig> taken, @Nullable RigFile open) {
    super(8);
    this.feed = feed;
    this.role = role;
    this.taken = List.copyOf(taken);
    this.open = open;
    choice = new DeviceChoice(feed.around().drivers(), () -> problem.setText(""));
    list.setId("wizard.found");
    list.setAccessibleText("What can be the " + role.name());
    list.setFixedCellSize(CELL_HEIGHT);
    list.setPrefHeight(LIST_HEIGHT);
    list.setMinHeight(2 * CELL_HEIGHT);
    list.setCellFactory(_ -> new CandidateCell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, now) -> choice.show(now, role.name()));
    list.setOnKeyPressed(_ -> byHand = true);
    list.setOnMousePressed(_ -> byHand = true);
    news.setId("wizard.news");
    news.getStyleClass().add("text-strong");
    problem.setId("wizard.problem");
    problem.getStyleClass().add("text-warning");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    problem.setMinHeight(Region.USE_PREF_SIZE);
    handled = feed.plugs();
    getChildren().addAll(news, list, choice, problem);
    refresh();
  }

  ListView<Candidate> list() {
    return list;
  }

  /// Follows what is plugged in and what was found out about it.
  void refresh() {
    feed.want();
    Attached latest = feed.latestProperty().get();
    if (latest != null && feed.plugs() != handled) {
      handled = feed.plugs();
      pluggedIn = latest;
      byHand = false;
    }
    Attached fresh = pluggedIn;
    List<Candidate> now = candidates();
    if (!now.equals(list.getItems())) {
      Candidate before = list.getSelectionModel().getSelectedItem();
      list.getItems().setAll(now);
      Candidate same =
          before == null
              ? null
              : now.stream()
                  .filter(each -> each.address().equals(before.address()))
                  .findFirst()
                  .orElse(null);
      list.getSelectionModel().select(same != null && byHand ? same : first(now, fresh));
      list.scrollTo(list.getSelectionModel().getSelectedIndex());
    }
    tell(fresh);
  }

  private void tell(@Nullable Attached fresh) {
    if (fresh == null || list.getItems().stream().noneMatch(each -> isOf(each, fresh))) {
      news.setText("Waiting for something to be plugged in…");
      return;
    }
    Examined seen =
        feed.foundProperty().get().stream()
            .filter(each -> each.device().equals(fresh))
            .findFirst()
            .orElse(null);
    boolean unknown = seen == null || seen.suspicions().stream().noneMatch(s -> s.probable());
    if (fresh.kind() == Attached.Kind.SERIAL
        && unknown
        && seen != null
        && seen.hindrance() == null
        && !feed.wasExamined(fresh)) {
      // It was plugged in for this very purpose a moment ago.
      feed.examine(fresh);
    }
    news.setText(
        feed.isExamining(fresh)
            ? FoundWords.title(fresh) + " was plugged in. Listening to it…"
            : FoundWords.title(fresh)
                + " was plugged in. "
                + (seen == null ? "" : FoundWords.what(seen) + ".")
                + (seen == null || seen.hindrance() == null
                    ? ""
                    : " " + seen.hindrance().what() + " " + seen.hindrance().remedy()));
  }

  private static @Nullable Candidate first(List<Candidate> now, @Nullable Attached fresh) {
    if (fresh != null) {
      for (Candidate each : now) {
        if (isOf(each, fresh)) {
          return each;
        }
      }
    }
    return now.isEmpty() ? null : now.getFirst();
  }

  private static boolean isOf(Candidate candidate, Attached device) {
    return candidate.seen() != null && candidate.seen().device().equals(device);
  }

  private List<Candidate> candidates() {
    List<Candidate> fits = new ArrayList<>();
    List<Candidate> others = new ArrayList<>();
    for (Examined seen : feed.foundProperty().get()) {
      boolean elsewhere =
          taken.stream().anyMatch(device -> seen.device().isMeantBy(device.address()));
      boolean inOpen =
          open != null
              && open.devices().stream().anyMatch(d -> seen.device().isMeantBy(d.address()));
      if (!elsewhere && !inOpen) {
        Candidate candidate = Candidate.plugged(seen);
        (fits(seen) || seen.device().equals(pluggedIn) ? fits : others).add(candidate);
      }
    }
    fits.addAll(inOpenRig());
    fits.addAll(standIns());
    // What is of another kind comes last: Enter must not make a mouse a camera.
    fits.addAll(others);
    return fits;
  }

  private boolean fits(Examined seen) {
    if (seen.device().kind() == Attached.Kind.CAMERA) {
      return role.families().contains(Family.CAMERA);
    }
    return seen.suspicions().stream()
        .anyMatch(suspicion -> familyOf(suspicion.driver(), role.families()));
  }

  private boolean familyOf(String driver, Set<Family> families) {
    return feed.around().drivers().stream()
        .anyMatch(each -> each.id().equals(driver) && families.contains(each.card().family()));
  }

  private List<Candidate> inOpenRig() {
    List<Candidate> known = new ArrayList<>();
    RigFile rig = open;
    if (rig != null) {
      for (DeviceConfig device : rig.devices()) {
        boolean free = taken.stream().noneMatch(t -> t.address().equals(device.address()));
        if (!device.simulated() && free && familyOf(device.driver(), role.families())) {
          known.add(Candidate.inRig(device, title(device.driver())));
        }
      }
    }
    return known;
  }

  private String title(String driver) {
    return feed.around().drivers().stream()
        .filter(each -> each.id().equals(driver))
        .map(DeviceDriver::title)
        .findFirst()
        .orElse(driver);
  }

  /// The one that is meant for the role, then the others of its kind.
  private List<Candidate> standIns() {
    List<Candidate> found = new ArrayList<>();
    String usual = role.standIn();
    String kind = usual.replaceAll("#.*", "");
    for (WireSimulator simulator : Simulators.all()) {
      boolean meant = simulator.name().equals(kind);
      if (!meant && !familyOf(simulator.driver(), role.families())) {
        continue;
      }
      DeviceConfig config = SimulatedRig.config(meant ? usual : simulator.name());
      if (taken.stream().noneMatch(device -> device.address().equals(config.address()))) {
        Candidate candidate = Candidate.simulated(simulator, config);
        if (meant) {
          found.addFirst(candidate);
        } else {
          found.add(candidate);
        }
      }
    }
    return found;
  }

  /// As a rig file has it; null, and said why, if it cannot be used like this.
  @Nullable DeviceConfig chosen() {
    String id = DeviceChoice.idOf(role.name(), taken);
    String complaint =
        list.getSelectionModel().getSelectedItem() == null
            ? "Choose one of the list, or leave the role out."
            : choice.complaint(id);
    problem.setText(complaint);
    return complaint.isEmpty() ? choice.config(id) : null;
  }

  private final class CandidateCell extends ListCell<Candidate> {
    @Override
    protected void updateItem(@Nullable Candidate item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (item == null || empty) {
        setGraphic(null);
        return;
      }
      Label title = new Label(item.title());
      title.getStyleClass().add("text-strong");
      boolean fresh = pluggedIn != null && isOf(item, pluggedIn);
      Label why = new Label((fresh ? "Just plugged in. " : "") + item.why());
      why.getStyleClass().add("text-muted");
      VBox both = new VBox(2, title, why);
      both.setAlignment(Pos.CENTER_LEFT);
      setGraphic(both);
    }
  }
}
