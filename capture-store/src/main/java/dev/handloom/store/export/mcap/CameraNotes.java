package dev.handloom.store.export.mcap;

import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.LensNumbers;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.Topics;
import java.util.Map;

/// What is known of cameras, as viewers know it: a calibration beside the pictures, and where the
/// camera stands among the frames. Once, at the beginning.
final class CameraNotes {
  static final String FRAMES = "/cameras/frames";

  private final ExportSource source;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private int frames;
  private int places;

  CameraNotes(ExportSource source, ExportOutput out, PayloadWriter payload) {
    this.source = source;
    this.out = out;
    this.payload = payload;
  }

  /// The topic of a camera's calibration.
  static String topic(String stream) {
    return Topics.of(stream) + "/calibration";
  }

  /// Writes what an enclosure says of a camera, if it does.
  void add(Enclosure one) {
    EnclosedCamera.of(one).ifPresent(this::add);
  }

  private void add(EnclosedCamera camera) {
    long from = source.stretch().fromNanos();
    // The frame that its pictures name, too.
    String frame = camera.stream().replaceFirst("/.*", "");
    LensNumbers lens = camera.lens();
    if (lens != null) {
      int channel = out.channel(Foxglove.CALIBRATION, topic(camera.stream()), Map.of());
      payload.calibration(from, frame, lens);
      out.message(channel, from, from, payload);
    }
    EnclosedCamera.Place place = camera.place();
    if (place != null) {
      if (places++ == 0) {
        frames = out.channel(Foxglove.TRANSFORM, FRAMES, Map.of("meaning", "measured"));
      }
      payload.transform(from, place.parent(), frame, place.parentFromCamera());
      out.message(frames, from, from, payload);
    }
  }
}
