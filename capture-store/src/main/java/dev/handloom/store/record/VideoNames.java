package dev.handloom.store.record;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.episode.Bundle;
import java.util.List;

/// What the videos of a take are called: by their camera, or by their whole stream where a camera
/// has more than one.
final class VideoNames {
  private final List<LiveStream> streams;

  VideoNames(List<LiveStream> streams) {
    this.streams = streams;
  }

  String of(LiveStream stream) {
    String device = stream.spec().device();
    boolean alone =
        streams.stream()
            .noneMatch(s ->
                s.spec().kind() == StreamKind.VIDEO
                    && s.spec().device().equals(device)
                    && !s.spec().name().equals(stream.spec().name()));
    String name = alone ? device : stream.spec().name().replace('/', '-');
    return name + Bundle.VIDEO_SUFFIX;
  }
}
