package dev.handloom.app.workspace.preview;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.live.LivePoses;
import dev.handloom.app.live.LiveVideo;
import dev.handloom.app.preview.MomentBoard;
import dev.handloom.app.preview.PathSight;
import dev.handloom.app.preview.PreviewWorld;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.session.LiveSource;
import dev.handloom.preview.session.Source;
import dev.handloom.store.episode.EpisodeId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What the rig captures now.
final class LiveWorld implements PreviewWorld {
  private final CurrentRig current;
  private final Supplier<String> task;
  private final Supplier<List<KnownLens>> lenses;
  private final Map<Node, LiveVideo> videos = new HashMap<>();
  // Asked by previews' threads; told on each pulse of the window.
  private volatile String nowTask = "";

  /// @param task what the next take is of
  /// @param lenses what is known of the rig's cameras
  LiveWorld(CurrentRig current, Supplier<String> task, Supplier<List<KnownLens>> lenses) {
    this.lenses = lenses;
    this.current = current;
    this.task = task;
  }

  void pulse() {
    nowTask = task.get();
  }

  @Override
  public @Nullable Source source(Wants wants) {
    pulse();
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return null;
    }
    LiveSource source = new LiveSource(workplace.rig().hub());
    // A session tells of its channels before it has opened its source.
    source.open(wants);
    return source;
  }

  @Override
  public Collection<StreamSpec> streams() {
    Workplace workplace = current.workplaceProperty().get();
    return workplace == null
        ? List.of()
        : workplace.rig().hub().all().stream().map(LiveStream::spec).toList();
  }

  @Override
  public MomentBoard.Origin origin() {
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return new MomentBoard.Origin(_ -> Optional.empty(), _ -> HandSide.LEFT, null, null);
    }
    return new MomentBoard.Origin(
        name -> workplace.rig().hub().find(name).map(LiveStream::spec),
        workplace::sideOf,
        sight(workplace),
        first(workplace).map(camera -> path(workplace, camera)).orElse(null));
  }

  private PathSight path(Workplace workplace, LiveStream shown) {
    List<PathSight.Eye> eyes =
        lenses.get().stream()
            .map(one ->
                new PathSight.Eye(
                    one.stream(),
                    one.calibrated().map(CameraProfile::model).orElse(null),
                    one.place() == null ? "" : one.place().parent(),
                    one.place() == null ? null : one.place().parentFromCamera()))
            .toList();
    String name = shown.spec().name();
    return PathSight.of(
        name,
        camera(name),
        eyes,
        stream ->
            workplace.rig().hub().find(stream).flatMap(LivePoses::of).map(poses -> poses::at));
  }

  /// The first of the cameras, as a model's are ordered.
  private static Optional<LiveStream> first(Workplace workplace) {
    return workplace.rig().hub().all().stream()
        .filter(stream -> stream.spec().kind() == StreamKind.VIDEO)
        .min(Comparator.comparing(stream -> stream.spec().name()));
  }

  private @Nullable Node sight(Workplace workplace) {
    LiveStream camera = first(workplace).orElse(null);
    if (camera == null) {
      return null;
    }
    LiveVideo video = new LiveVideo(camera(camera.spec().name()) + ", now", camera);
    video.tile().hideRate();
    videos.put(video.tile(), video);
    return video.tile();
  }

  @Override
  public void leave(MomentBoard.Origin origin) {
    Node sight = origin.sight();
    LiveVideo video = sight == null ? null : videos.remove(sight);
    if (video != null) {
      video.end();
    }
  }

  @Override
  public Supplier<String> task() {
    return () -> nowTask;
  }

  @Override
  public @Nullable EpisodeId episode() {
    return null;
  }

  @Override
  public String camera(String stream) {
    int slash = stream.indexOf('/');
    String device = slash < 0 ? stream : stream.substring(0, slash);
    Workplace workplace = current.workplaceProperty().get();
    String words =
        workplace == null
            ? device
            : workplace
                .rig()
                .device(device)
                .map(each -> each.config().role())
                .filter(role -> !role.isBlank())
                .orElse(device);
    String plain = words.replace('-', ' ');
    return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }
}
