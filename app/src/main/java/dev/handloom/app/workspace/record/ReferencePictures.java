package dev.handloom.app.workspace.record;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunTake;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first pictures of a run's first good take, as they are on the disk: what the scene looked
/// like. Belongs to the JavaFX thread; videos are read on others.
final class ReferencePictures {
  private static final Logger LOG = LoggerFactory.getLogger(ReferencePictures.class);

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private @Nullable EpisodeId of;
  private Map<String, Image> pictures = Map.of();

  private record Pixels(ByteBuffer bgra, int width, int height) {}

  ReferencePictures(OpenLibrary library, TaskRunner tasks) {
    this.library = library;
    this.tasks = tasks;
  }

  /// By stream; empty while there is no take, and while they are read.
  Map<String, Image> of(@Nullable Run run) {
    EpisodeId wanted = run == null ? null : run.reference().map(RunTake::id).orElse(null);
    Library store = library.store();
    if (wanted == null || store == null) {
      of = null;
      pictures = Map.of();
    } else if (!wanted.equals(of)) {
      of = wanted;
      pictures = Map.of();
      BackgroundTask.of("Reading the reference pictures", _ -> read(store, wanted))
          .onSuccess(read -> {
            if (wanted.equals(of)) {
              pictures = images(read);
            }
          })
          .onFailure(e -> LOG.warn("The first pictures of {} cannot be shown", wanted, e))
          .startOn(tasks);
    }
    return pictures;
  }

  private static Map<String, Pixels> read(Library store, EpisodeId id) throws IOException {
    Map<String, Pixels> out = new HashMap<>();
    EpisodeRow row = store.row(id).orElseThrow(() -> new IOException("There is no take " + id));
    for (Map.Entry<String, CameraFrames> camera :
        EpisodeReader.open(row.bundle()).cameras().entrySet()) {
      try (VideoReader video = camera.getValue().open()) {
        if (video.frameCount() > 0) {
          ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
          video.read(0, bgra);
          out.put(camera.getKey(), new Pixels(bgra.clear(), video.width(), video.height()));
        }
      }
    }
    return out;
  }

  private static Map<String, Image> images(Map<String, Pixels> read) {
    Map<String, Image> out = new HashMap<>();
    read.forEach((name, pixels) ->
        out.put(
            name,
            new WritableImage(
                new PixelBuffer<>(
                    pixels.width(),
                    pixels.height(),
                    pixels.bgra(),
                    PixelFormat.getByteBgraPreInstance()))));
    return out;
  }
}
