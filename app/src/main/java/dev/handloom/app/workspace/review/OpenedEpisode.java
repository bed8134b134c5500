package dev.handloom.app.workspace.review;

import dev.handloom.app.space.EpisodeScene;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.motion.MotionCurve;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An episode in memory, and its lines ready to be drawn.
///
/// @param lines by the names of their streams, in the order of the file; without switches, hands
///   and streams that hold nothing
/// @param scene where everything was
/// @param edges where one movement ends and the next begins, studio time
record OpenedEpisode(
    EpisodeReader reader,
    Map<String, TimeSeriesBuffer> lines,
    EpisodeScene scene,
    List<Long> edges) {

  /// Reads all but the pictures. Not on the JavaFX thread.
  static OpenedEpisode read(Bundle bundle) throws IOException {
    EpisodeReader reader = EpisodeReader.open(bundle);
    Map<String, TimeSeriesBuffer> lines = new LinkedHashMap<>();
    for (StreamSamples samples : reader.signals().values()) {
      if (samples.size() > 0 && plotted(samples)) {
        lines.put(samples.spec().name(), line(samples));
      }
    }
    return new OpenedEpisode(
        reader,
        lines,
        EpisodeScene.of(reader, ReviewHand::side),
        Arrays.stream(MotionCurve.of(reader).events(reader)).boxed().toList());
  }

  private static boolean plotted(StreamSamples samples) {
    return samples.spec().kind() == StreamKind.SIGNAL
        && samples.spec().channels().stream().noneMatch(c -> c.unit() == Unit.SWITCH);
  }

  private static TimeSeriesBuffer line(StreamSamples samples) {
    int channels = samples.spec().channels().size();
    TimeSeriesBuffer line = new TimeSeriesBuffer(channels, samples.size());
    double[] row = new double[channels];
    long last = Long.MIN_VALUE;
    for (int i = 0; i < samples.size(); i++) {
      long time = samples.captureNanos(i);
      // A clock that has just learnt better may step back a little; a plot's time may not.
      if (time > last) {
        last = time;
        samples.values(i, row);
        line.append(time, row);
      }
    }
    return line;
  }
}
