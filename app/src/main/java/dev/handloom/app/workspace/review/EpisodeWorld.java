package dev.handloom.app.workspace.review;

import dev.handloom.app.preview.MomentBoard;
import dev.handloom.app.preview.PreviewWorld;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.session.EpisodeSource;
import dev.handloom.preview.session.Source;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.EpisodeRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// An episode as models are shown it, at the playhead.
final class EpisodeWorld implements PreviewWorld {
  private final EpisodeRow row;
  private final EpisodeReader reader;
  private final dev.handloom.preview.session.Playback where =
      new dev.handloom.preview.session.Playback();
  private final LongSupplier playhead;
  private final Map<Node, CameraPicture> pictures = new HashMap<>();

  /// @param playhead asked from the video's thread, too
  EpisodeWorld(EpisodeRow row, EpisodeReader reader, LongSupplier playhead) {
    this.row = row;
    this.reader = reader;
    this.playhead = playhead;
  }

  /// Goes where the playhead is.
  void seek(long nanos) {
    where.seek(nanos);
    pictures.values().forEach(picture -> picture.show(nanos));
  }

  /// Says what has become of the pictures since. Once per pulse.
  void refresh() {
    pictures.values().forEach(picture -> picture.show(playhead.getAsLong()));
  }

  @Override
  public Source source(Wants wants) {
    Bundle bundle = row.bundle();
    return new EpisodeSource(bundle, where);
  }

  @Override
  public Collection<StreamSpec> streams() {
    List<StreamSpec> all = new ArrayList<>();
    reader.cameras().values().forEach(camera -> all.add(camera.times().spec()));
    reader.signals().values().forEach(signal -> all.add(signal.spec()));
    return all;
  }

  @Override
  public MomentBoard.Origin origin() {
    return new MomentBoard.Origin(
        name -> Optional.ofNullable(reader.signals().get(name)).map(StreamSamples::spec),
        spec -> ReviewHand.side(spec.name()),
        sight(),
        first().map(camera -> EpisodeSight.of(reader, camera, camera(camera))).orElse(null));
  }

  private Optional<String> first() {
    return reader.cameras().keySet().stream().sorted().findFirst();
  }

  /// The first of the cameras, as a model's are ordered.
  private @Nullable Node sight() {
    Map.Entry<String, CameraFrames> camera =
        reader.cameras().entrySet().stream().min(Map.Entry.comparingByKey()).orElse(null);
    if (camera == null) {
      return null;
    }
    CameraPicture picture = new CameraPicture(camera(camera.getKey()), camera.getValue(), playhead);
    picture.start();
    pictures.put(picture.tile(), picture);
    picture.show(playhead.getAsLong());
    return picture.tile();
  }

  @Override
  public void leave(MomentBoard.Origin origin) {
    Node sight = origin.sight();
    CameraPicture picture = sight == null ? null : pictures.remove(sight);
    if (picture != null) {
      picture.end();
    }
  }

  @Override
  public Supplier<String> task() {
    return row::task;
  }

  @Override
  public EpisodeId episode() {
    return row.id();
  }

  @Override
  public String camera(String stream) {
    int slash = stream.indexOf('/');
    return EpisodeWords.stream(slash < 0 ? stream : stream.substring(0, slash));
  }
}
