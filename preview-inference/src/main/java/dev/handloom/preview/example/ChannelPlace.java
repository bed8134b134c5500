package dev.handloom.preview.example;

import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Optional;

/// Where a channel lies that is called by its full name, `stream.channel`.
///
/// @param channel its place in the stream
/// @param unit as streams name it
public record ChannelPlace(String stream, int channel, String unit) {
  /// Nothing where no such stream or channel is there.
  public static Optional<ChannelPlace> of(String name, Iterable<StreamSpec> specs) {
    for (StreamSpec spec : specs) {
      String begin = spec.name() + ".";
      if (!name.startsWith(begin)) {
        continue;
      }
      List<dev.handloom.device.stream.Channel> channels = spec.channels();
      for (int i = 0; i < channels.size(); i++) {
        if (channels.get(i).name().equals(name.substring(begin.length()))) {
          return Optional.of(new ChannelPlace(spec.name(), i, channels.get(i).unit().sign()));
        }
      }
    }
    return Optional.empty();
  }
}
