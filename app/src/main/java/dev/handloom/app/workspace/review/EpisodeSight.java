package dev.handloom.app.workspace.review;

import dev.handloom.app.lens.PoseTrack;
import dev.handloom.app.preview.PathSight;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.payload.LensNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a camera of an episode saw space: as the episode itself says.
final class EpisodeSight {
  private EpisodeSight() {}

  /// @param name of the camera, for people
  static PathSight of(EpisodeReader reader, String camera, String name) {
    Map<String, @Nullable LensNumbers> lenses = new HashMap<>();
    Map<String, EnclosedCamera.@Nullable Place> places = new HashMap<>();
    for (Enclosure one : reader.enclosures()) {
      EnclosedCamera said = EnclosedCamera.of(one).orElse(null);
      if (said != null && said.lens() != null) {
        lenses.put(said.stream(), said.lens());
      }
      if (said != null && said.place() != null) {
        places.put(said.stream(), said.place());
      }
    }
    List<PathSight.Eye> eyes = new ArrayList<>();
    for (String stream : reader.cameras().keySet()) {
      LensNumbers lens = lenses.get(stream);
      EnclosedCamera.Place place = places.get(stream);
      eyes.add(
          new PathSight.Eye(
              stream,
              lens == null ? null : model(lens),
              place == null ? "" : place.parent(),
              place == null ? null : place.parentFromCamera()));
    }
    return PathSight.of(
        camera,
        name,
        eyes,
        stream -> reader.signal(stream).flatMap(PoseTrack::of).map(track -> track::at));
  }

  private static CameraModel model(LensNumbers lens) {
    CameraModel plain =
        lens.fisheye()
            ? new FisheyeCamera(lens.width(), lens.height(), 1, 1, 0, 0, 0, 0, 0, 0)
            : new PinholeCamera(lens.width(), lens.height(), 1, 1, 0, 0, 0, 0, 0, 0, 0);
    double[] numbers = new double[plain.names().length];
    numbers[0] = lens.fx();
    numbers[1] = lens.fy();
    numbers[2] = lens.cx();
    numbers[3] = lens.cy();
    for (int k = 0; k < lens.distortion().size(); k++) {
      numbers[4 + k] = lens.distortion().get(k);
    }
    return plain.with(numbers);
  }
}
