package dev.handloom.app.workspace.review;

import dev.handloom.app.library.EpisodeView;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.Shown;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Find an episode, play it, scrub it, and say what it is.
public final class ReviewWorkspace implements Workspace {
  private static final KeyCombination.Modifier SHIFT = KeyCombination.SHIFT_DOWN;

  private final Actions actions;
  // Held here: the library's view of its list lives only as long as somebody holds it.
  private final ObservableList<@Nullable EpisodeRow> episodes;
  private final EpisodeView all;
  private final EpisodeView found;
  private final Decisions decisions;
  private final Playback playback = new Playback();
  private final EpisodePlace place;
  private final EpisodeList list;
  private final EpisodeHeader header;
  private final Transport transport;
  private final ReviewActions keys;
  private final EpisodeTimes times;
  private final EpisodePreview preview;
  private final Consumer<Notice> notices;
  private final JudgementDesk desk;
  private final BorderPane middle = new BorderPane();
  private final BorderPane right = new BorderPane();
  private final BorderPane both = new BorderPane();
  private final StackPane content = new StackPane();
  private final ReadOnlyObjectWrapper<@Nullable EpisodeRow> current =
      new ReadOnlyObjectWrapper<>(this, "episode");
  private final ReadOnlyObjectWrapper<@Nullable OpenedEpisode> opened =
      new ReadOnlyObjectWrapper<>(this, "opened");
  private final BooleanProperty inFront = new SimpleBooleanProperty(this, "inFront");

  /// @param reviewer whose name each edit carries
  /// @param models what can be asked of an episode
  /// @param more hears of a task and a moment of it that is worth more takes like it
  public ReviewWorkspace(
      OpenLibrary library,
      TaskRunner tasks,
      Actions actions,
      Consumer<Notice> notices,
      Reviewer reviewer,
      ModelDesk models,
      BiConsumer<String, PreviewMoment> more) {
    this.actions = actions;
    this.notices = notices;
    all = library.view();
    episodes = all.items();
    place = new EpisodePlace(playback, tasks, this::opened);
    found = library.view();
    list = new EpisodeList(found, this::chosen, reviewer::name);
    decisions = new Decisions(library, tasks, notices, list::select, reviewer);
    desk =
        new JudgementDesk(library, tasks, notices, decisions, reviewer, playback, list::focusList);
    desk.segments().steps(place::steps);
    desk.judgedProperty().subscribe(place::show);
    reviewer.nameProperty().subscribe(_ -> list.reviewerChanged());
    keys = new ReviewActions(actions, inFront.and(current.isNotNull()));
    Action play = keys.declarePlayback(playback, place::previousPicture, place::nextPicture);
    Map<Verdict, Action> verdicts = keys.declareVerdicts(this::decide);
    Action trash = keys.declareTrash(this::trash);
    keys.declareSegments(desk.segments(), desk::editSegment, desk::editLabels);
    keys.declareProposals(desk.proposals());
    desk.proposalBar()
        .offer(
            actions,
            List.of(
                "review.proposal-next",
                "review.proposal-accept",
                "review.proposal-reject",
                "review.proposal-accept-all"),
            List.of("Next", "Accept", "Reject", "Accept all"));
    declareRest();
    keys.declareAlways(decisions, list::focusSearch, inFront);
    keys.declareQueue(
        list::nextQueue,
        desk::askReviewer,
        () -> desk.bulk(found, this::leaveIf),
        () -> desk.agreement(found),
        inFront);
    times = new EpisodeTimes(tasks);
    preview =
        new EpisodePreview(library, tasks, playback, models, more, () -> desk.questions().layer());
    header = new EpisodeHeader(verdicts, this::decide, keys.declareTimes(this::turnTimes), trash);
    transport = new Transport(playback, play, actions.get("review.loop"), place::point);
    desk.bar()
        .getChildren()
        .addAll(
            actions.toolbarButton("review.preview"),
            actions.toolbarButton("review.drawer"),
            actions.toolbarButton("review.beside"),
            actions.toolbarButton("review.next"));
  }

  private void declareRest() {
    keys.one("next", "Next episode", () -> go(true), KeyCode.N).icon(Feather.SKIP_FORWARD);
    keys.one("previous", "Previous episode", () -> go(false), KeyCode.N, SHIFT);
    keys.one("score", "Give a score", () -> desk.bar().score().requestFocus(), KeyCode.G);
    keys.one("tags", "Write tags", () -> desk.bar().tags().requestFocus(), KeyCode.T);
    keys.one("reason", "Write the reason", () -> desk.bar().reason().requestFocus(), KeyCode.R);
    keys.one("note", "Write a note", () -> desk.bar().note().requestFocus(), KeyCode.W);
    keys.one("trim", "Use only the range", () -> desk.trim(playback), KeyCode.T, SHIFT);
    keys.one("use-all", "Use all of the take", desk::useAll, KeyCode.Y, SHIFT);
    keys.one("beside", "Keep beside the next, or no more", place::keepBeside, KeyCode.K)
        .icon(Feather.COLUMNS);
    keys.one("space", "Show or hide where everything was", place::turnSpace, KeyCode.B)
        .icon(Feather.MAP_PIN);
    keys.one("check", "Check this episode", desk::checkHere, KeyCode.H).icon(Feather.CHECK_SQUARE);
    keys.one("preview", "What a model would do here", this::turnPreview, KeyCode.J)
        .icon(Feather.EYE);
    keys.one("drawer", "Findings and reviewers", this::toggleDrawer, KeyCode.V).icon(Feather.FLAG);
  }

  private void go(boolean on) {
    if (!list.go(on)) {
      notices.accept(
          Notice.info(
              on ? "That was the last one" : "That was the first one",
              "Shift+Q goes to another queue."));
    }
  }

  private void toggleDrawer() {
    boolean open = middle.getRight() == null;
    middle.setRight(open ? desk.drawer() : null);
    if (open) {
      desk.drawer().focus();
    } else {
      list.focusList();
    }
  }

  @Override
  public String id() {
    return "review";
  }

  @Override
  public String title() {
    return "Review";
  }

  @Override
  public Feather icon() {
    return Feather.FILM;
  }

  @Override
  public Node content() {
    content.setPadding(new Insets(8, 16, 8, 16));
    middle.setCenter(place);
    BorderPane.setMargin(desk.drawer(), new Insets(0, 0, 0, 8));
    right.setTop(new VBox(header, desk.bar()));
    right.setCenter(middle);
    right.setBottom(new VBox(desk.proposalBar(), desk.tiers(), transport));
    VBox.setMargin(header, new Insets(0, 0, 8, 0));
    VBox.setMargin(desk.bar(), new Insets(0, 0, 8, 0));
    VBox.setMargin(desk.proposalBar(), new Insets(8, 0, 0, 0));
    VBox.setMargin(desk.tiers(), new Insets(8, 0, 0, 0));
    VBox.setMargin(transport, new Insets(8, 0, 0, 0));
    BorderPane.setMargin(right, new Insets(0, 0, 0, 16));
    both.setLeft(list);
    both.setCenter(right);
    keys.installKeys(both);
    all.around(() -> {}, this::refresh);
    found.around(() -> {}, this::refresh);
    Pulse.shared().whileShown(content, place::pulse);
    Shown.inWindow(content).subscribe(this::onScreen);
    showEpisode(false);
    refresh();
    return new StackPane(content, desk.questions().layer());
  }

  @Override
  public void shown() {
    inFront.set(true);
    refresh();
    list.focusList();
  }

  @Override
  public void hidden() {
    inFront.set(false);
    if (middle.getCenter() == preview) {
      turnPreview();
    }
    playback.playingProperty().set(false);
  }

  /// Brings an episode to the front, now or as soon as the library has it.
  public void select(EpisodeId id) {
    list.select(id);
  }

  /// The episode in front; null when none is.
  ReadOnlyObjectProperty<@Nullable EpisodeRow> episodeProperty() {
    return current.getReadOnlyProperty();
  }

  /// What was read of it; null until it is open.
  ReadOnlyObjectProperty<@Nullable OpenedEpisode> openedProperty() {
    return opened.getReadOnlyProperty();
  }

  Playback playback() {
    return playback;
  }

  private void onScreen(boolean now) {
    place.onScreen(now);
    if (now) {
      // When the studio starts with it, it is shown before there is a window to have the focus in.
      FxThread.later(list::focusList);
    }
  }

  private void refresh() {
    EpisodeRow row = current.get();
    if (row != null && all.indexOf(row.id()) == EpisodeView.ABSENT) {
      // It has left the library.
      leave();
    }
    if (episodes.isEmpty()) {
      content.getChildren().setAll(nothingYet());
      return;
    }
    if (!content.getChildren().contains(both)) {
      content.getChildren().setAll(both);
      if (inFront.get()) {
        list.focusList();
      }
    }
    if (inFront.get()) {
      list.selectNewest();
    }
  }

  private EmptyPlace nothingYet() {
    List<Action> way =
        actions.all().stream().filter(action -> action.id().equals("workspace.record")).toList();
    return new EmptyPlace(
        Feather.FILM,
        "No episodes yet",
        "Record a take: as soon as it is saved, it can be played and judged here.",
        way.toArray(Action[]::new));
  }

  private void chosen(EpisodeRow row) {
    EpisodeRow before = current.get();
    current.set(row);
    all.follow(row.id());
    header.show(row);
    desk.show(row);
    if (before == null || !before.id().equals(row.id())) {
      showEpisode(true);
      place.open(row.bundle());
      if (middle.getCenter() == times) {
        times.show(row.bundle());
      }
    }
    prepareNext();
  }

  /// What comes next is opened while a person looks at this.
  private void prepareNext() {
    EpisodeRow next = list.next();
    if (opened.get() != null && next != null) {
      place.prepare(next.bundle());
    }
  }

  private void opened(@Nullable OpenedEpisode episode) {
    opened.set(episode);
    transport.setDisable(episode == null);
    transport.load(episode == null ? List.of() : Losses.among(episode.reader().events()));
    desk.opened(episode);
    if (middle.getCenter() == preview) {
      showPreview();
    }
    if (episode != null) {
      prepareNext();
    }
  }

  /// Shows the times in place of the pictures, or the pictures again.
  private void turnTimes() {
    EpisodeRow row = current.get();
    if (middle.getCenter() == times || row == null) {
      middle.setCenter(place);
      list.focusList();
    } else {
      preview.end();
      playback.playingProperty().set(false);
      middle.setCenter(times);
      times.show(row.bundle());
      times.focusTable();
    }
  }

  /// Shows what a model would do in place of the pictures, or the pictures again.
  private void turnPreview() {
    boolean on = middle.getCenter() != preview;
    middle.setCenter(on ? preview : place);
    if (on) {
      showPreview();
    } else {
      preview.end();
    }
    list.focusList();
  }

  private void showPreview() {
    EpisodeRow row = current.get();
    OpenedEpisode episode = opened.get();
    if (row != null && episode != null) {
      preview.show(row, episode);
    }
  }

  private Decisions.Release leave() {
    times.clear();
    preview.end();
    middle.setCenter(place);
    current.set(null);
    desk.show(null);
    showEpisode(false);
    return place.clearAll();
  }

  /// An episode is about to be moved: its files must be closed.
  private void leaveIf(EpisodeId id) {
    EpisodeRow row = current.get();
    if (row != null && row.id().equals(id)) {
      leave();
    }
  }

  private void showEpisode(boolean shown) {
    header.setVisible(shown);
    desk.bar().setVisible(shown);
    transport.setVisible(shown);
  }

  private void decide(Verdict verdict) {
    EpisodeRow row = current.get();
    if (row != null) {
      decisions.decide(row, verdict);
    }
  }

  private void trash() {
    EpisodeRow row = current.get();
    if (row == null) {
      return;
    }
    EpisodeId next = list.neighbour();
    Decisions.Release release = leave();
    decisions.trash(row, release);
    if (next == null) {
      list.forget();
    } else {
      list.select(next);
    }
  }
}
