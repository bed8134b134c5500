package dev.handloom.app.live;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.plot.PlotChannel;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.StripPlot;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Locale;
import javafx.util.Subscription;

/// Shows the last seconds of a stream's channels.
public final class LivePlot {
  /// A little more than the plot shows.
  private static final double KEPT_SECONDS = 12;

  private final TimeSeriesBuffer series;
  private final RingReader reader;
  private final Sample next;
  private final StripPlot plot;
  private final Subscription pulse;
  private long lastNanos = Long.MIN_VALUE;

  public LivePlot(String name, LiveStream stream) {
    StreamSpec spec = stream.spec();
    series =
        new TimeSeriesBuffer(
            spec.channels().size(), (int) Math.ceil(spec.nominalHz() * KEPT_SECONDS) + 16);
    reader = stream.ring().readerFromOldest();
    next = new Sample(spec);
    plot = new StripPlot(name, channels(spec), PlotLayout.STACKED, series);
    pulse = Pulse.shared().whileShown(plot, _ -> drain());
  }

  /// How a stream's channels are called and scaled in a plot.
  public static List<PlotChannel> channels(StreamSpec spec) {
    return spec.channels().stream().map(LivePlot::channel).toList();
  }

  private static PlotChannel channel(Channel channel) {
    String words = channel.name().replace('_', ' ');
    String label = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return PlotChannel.between(label, channel.unit().sign(), channel.low(), channel.high());
  }

  public StripPlot plot() {
    return plot;
  }

  private void drain() {
    while (reader.poll(next)) {
      // A clock that has just learnt better may step back a little; a plot's time may not.
      if (next.captureNanos > lastNanos) {
        lastNanos = next.captureNanos;
        series.append(lastNanos, next.values);
      }
    }
  }

  /// Lets go of the stream.
  public void end() {
    pulse.unsubscribe();
  }
}
