package dev.handloom.app.studio;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/// Pictures of what can be open in Review.
final class ReviewPictures {
  private static final long FX_MILLIS = 20_000;
  private static final long SECOND = 1_000_000_000L;

  private final Studio studio;

  ReviewPictures(Studio studio) {
    this.studio = studio;
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    action("review.drawer");
    pictures.add(picture(out, "review-findings", theme, size));
    action("review.drawer");
    for (String sheet : List.of("bulk", "agreement", "labels")) {
      action("review." + sheet);
      pictures.add(picture(out, "review-" + sheet, theme, size));
      fx(() -> Gallery.fire(studio, "review-sheet-cancel"));
    }
    pictures.add(proposals(out, theme, size));
    if (Gallery.ask(() -> studio.library().episodes().size()) > 1) {
      action("review.beside");
      action("review.next");
      pictures.add(picture(out, "review-beside", theme, size));
      action("review.beside");
      action("review.previous");
    }
    return pictures;
  }

  /// Two episodes are proposed, and taken away again.
  private Path proposals(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    EpisodeId id = Gallery.ask(() -> Objects.requireNonNull(row(), "an episode")).id();
    Library library = Gallery.ask(() -> Objects.requireNonNull(studio.library().store()));
    List<ReviewEntry> cuts =
        List.of(
            ReviewEntry.segment(Review.PROPOSER, "episode", SECOND, 4 * SECOND, "", Review.CUTS),
            ReviewEntry.segment(
                Review.PROPOSER, "episode", 6 * SECOND, 10 * SECOND, "", Review.CUTS));
    library.review(id, cuts);
    fx(studio.library()::changed);
    Path picture = picture(out, "review-proposals", theme, size);
    library.review(
        id,
        cuts.stream().map(cut -> ReviewEntry.now(Review.PROPOSER, What.UNDO, cut.id())).toList());
    fx(studio.library()::changed);
    return picture;
  }

  private EpisodeRow row() {
    return Objects.requireNonNull(studio.library().episodes().getFirst());
  }

  private void action(String id) throws InterruptedException, TimeoutException {
    fx(() -> studio.actions().get(id).run());
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
