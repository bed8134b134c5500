package dev.handloom.app.space;

import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// What the streams of a scene say at one moment: live, or in an episode.
interface SceneMoment {
  /// How much of what a stream said holds.
  enum Age {
    NOW,
    /// It says nothing at the moment: this was before.
    BEFORE,
    NONE
  }

  /// @param into all values of the stream; left alone where it says none
  Age read(StreamSpec stream, double[] into);

  /// Whether to say of a thing that nobody knows where it is.
  boolean expected(SceneSource source);

  /// Where a thing was just before, the oldest first.
  List<Vec3> trail(SceneSource source);
}
