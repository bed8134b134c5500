package dev.handloom.app.preview;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.device.space.Pose;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the camera that is shown sees the space in which something is tracked; or what is missing to
/// know it.
public final class PathSight {
  private static final int MOST_PARENTS = 4;

  private final @Nullable CameraModel lens;
  private final Pose parentFromCamera;
  private final @Nullable Tracked parent;
  private final String space;
  private final String rides;
  private final String lacks;

  /// Where something tracked was.
  public interface Tracked {
    Optional<Pose> at(long nanos);
  }

  /// What is known of a camera.
  ///
  /// @param stream its pictures
  /// @param parent in whose frame it stands: another camera, a stream that tracks, or a device in
  ///   whose space it stays; empty where nobody knows
  /// @param parentFromCamera null where nobody knows
  public record Eye(
      String stream, @Nullable CameraModel lens, String parent, @Nullable Pose parentFromCamera) {}

  private PathSight(
      @Nullable CameraModel lens,
      Pose parentFromCamera,
      @Nullable Tracked parent,
      String space,
      String rides,
      String lacks) {
    this.lens = lens;
    this.parentFromCamera = parentFromCamera;
    this.parent = parent;
    this.space = space;
    this.rides = rides;
    this.lacks = lacks;
  }

  private static PathSight lacking(String words) {
    return new PathSight(null, Pose.IDENTITY, null, "", "", words);
  }

  /// @param stream of the camera that is shown
  /// @param name of it, for people
  /// @param eyes what is known of all cameras
  /// @param tracks the first pose of a stream; nothing for one that has none
  public static PathSight of(
      String stream, String name, List<Eye> eyes, Function<String, Optional<Tracked>> tracks) {
    Eye shown = find(stream, eyes).orElse(null);
    String plain = name.toLowerCase(Locale.ROOT);
    if (shown == null || shown.lens() == null) {
      return lacking(
          "Paths are not drawn here: calibrate the lens of the " + plain + " under Calibrate.");
    }
    Pose place = Pose.IDENTITY;
    Eye at = shown;
    for (int i = 0; i < MOST_PARENTS; i++) {
      Pose step = at.parentFromCamera();
      if (step == null) {
        break;
      }
      place = step.then(place);
      Eye next = find(at.parent(), eyes).orElse(null);
      if (next == null) {
        boolean rides = at.parent().contains("/");
        Tracked parent = rides ? tracks.apply(at.parent()).orElse(null) : null;
        if (rides && parent == null) {
          return lacking("Paths are not drawn here: there is no pose of " + at.parent() + ".");
        }
        return new PathSight(
            shown.lens(), place, parent, device(at.parent()), rides ? at.parent() : "", "");
      }
      at = next;
    }
    return lacking(
        "Paths are not drawn here: where the "
            + plain
            + " stands is not known; “handloom camera place” finds it.");
  }

  private static Optional<Eye> find(String name, List<Eye> eyes) {
    return eyes.stream()
        .filter(eye -> eye.stream().equals(name) || device(eye.stream()).equals(name))
        .findFirst();
  }

  private static String device(String stream) {
    int slash = stream.indexOf('/');
    return slash < 0 ? stream : stream.substring(0, slash);
  }

  /// The camera at a time; nothing where it is not known where it was.
  public Optional<PathLook> at(long nanos) {
    CameraModel by = lens;
    if (by == null) {
      return Optional.empty();
    }
    Tracked riding = parent;
    if (riding == null) {
      return Optional.of(new PathLook(by, parentFromCamera));
    }
    return riding.at(nanos).map(pose -> new PathLook(by, pose.then(parentFromCamera)));
  }

  /// The device in whose space it sees.
  String space() {
    return space;
  }

  /// The stream whose first pose carries it; empty for one that stands still.
  String rides() {
    return rides;
  }

  /// What is missing, for a person; empty where nothing is.
  String lacks() {
    return lacks;
  }
}
