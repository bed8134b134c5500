package dev.handloom.app.workspace.review;

import dev.handloom.store.episode.CameraPlayer;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// An episode that is kept beside the one in front, to compare them. It follows that one's
/// playhead: where both have a segment of the same label, from its beginning; else from the start
/// of the take.
final class Beside extends VBox {
  private final OpenedEpisode episode;
  private final Judged judged;
  private final EpisodeBoard board;
  private final Label title = new Label();
  private final String name;

  Beside(OpenedEpisode episode, Judged judged, BooleanProperty spaceShown) {
    super(4);
    this.episode = episode;
    this.judged = judged;
    setId("review-beside");
    name =
        EpisodeWords.task(judged.row())
            + ", "
            + EpisodeWords.when(judged.row(), ZoneId.systemDefault());
    title.getStyleClass().addAll("text-small", "text-muted");
    title.setMinWidth(0);
    board = new EpisodeBoard(episode, _ -> {}, spaceShown);
    VBox.setVgrow(board, Priority.ALWAYS);
    board.setMinWidth(0);
    getChildren().addAll(title, board);
  }

  void start() {
    board.start();
  }

  List<CameraPlayer> end() {
    return board.end();
  }

  void refresh() {
    board.refresh();
  }

  /// @param takeNanos the playhead of the episode in front, from its start
  /// @param front what is said of that; null while nobody knows
  void show(long takeNanos, @Nullable Judged front) {
    Segment here = front == null ? null : at(front.review(), takeNanos);
    Segment there =
        front == null || here == null ? null : same(front.review(), here, judged.review());
    String words = name + (there == null ? ", by their starts" : ", by “" + there.label() + "”");
    if (!words.equals(title.getText())) {
      title.setText(words);
      title.setTooltip(new Tooltip(words));
    }
    long at =
        here == null || there == null
            ? takeNanos
            : there.fromNanos() + takeNanos - here.fromNanos();
    long start = episode.reader().startNanos();
    board.show(Math.clamp(start + at, start, episode.reader().stopNanos()));
  }

  static @Nullable Segment at(Review review, long takeNanos) {
    Segment found = null;
    for (Segment each : review.segments()) {
      if (each.fromNanos() <= takeNanos && takeNanos < each.toNanos()) {
        found = each;
      }
    }
    return found;
  }

  /// The segment of the same label that comes as often before in the one as in the other.
  static @Nullable Segment same(Review front, Segment here, Review other) {
    int nth = 0;
    for (Segment each : front.segments()) {
      if (each.equals(here)) {
        break;
      }
      nth += each.label().equals(here.label()) ? 1 : 0;
    }
    List<Segment> alike =
        other.segments().stream().filter(s -> s.label().equals(here.label())).toList();
    return nth < alike.size() ? alike.get(nth) : null;
  }
}
