package dev.handloom.app.space;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.StreamSpec;

/// What devices and hands are called where a scene is shown.
public interface SceneWords {
  /// A device, as people say it.
  String device(String id);

  /// Which hand a stream tells of.
  HandSide side(StreamSpec stream);
}
