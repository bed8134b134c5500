package dev.handloom.device.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Describes a stream before its first sample: what it is called, what it carries, how often.
///
/// @param name unique in a rig, `device/part`, as `left-glove/fingers`
/// @param kind what the values are
/// @param channels the values, in order
/// @param nominalHz the rate the device is made for; the measured one is in its health
/// @param ticks how the device counts time, or null when it sends none
/// @param frame the picture layout of a video stream, else null
/// @param maker for a derived stream, what made it and its version; null for a raw one
public record StreamSpec(
    String name,
    StreamKind kind,
    List<Channel> channels,
    double nominalHz,
    @Nullable DeviceTicks ticks,
    @Nullable FrameFormat frame,
    @Nullable String maker) {

  public StreamSpec {
    channels = List.copyOf(channels);
    if (!name.matches("[a-z0-9-]++(/[a-z0-9-]++)*+")) {
      throw new IllegalArgumentException(
          "A stream's name is lower-case words joined by - and /, not \"" + name + "\"");
    }
    if (!(nominalHz > 0) || nominalHz > 100_000) {
      throw new IllegalArgumentException("Stream " + name + " cannot run at " + nominalHz + " Hz");
    }
    if ((kind == StreamKind.VIDEO) != (frame != null)) {
      throw new IllegalArgumentException("Only a video stream has a frame format: " + name);
    }
    Set<String> seen = new HashSet<>();
    for (Channel channel : channels) {
      if (!seen.add(channel.name())) {
        throw new IllegalArgumentException(
            "Stream " + name + " has two channels called " + channel.name());
      }
    }
  }

  /// A raw stream of numbers.
  public static StreamSpec signal(
      String name, List<Channel> channels, double nominalHz, @Nullable DeviceTicks ticks) {
    return new StreamSpec(name, StreamKind.SIGNAL, channels, nominalHz, ticks, null, null);
  }

  /// A raw stream of pictures.
  public static StreamSpec video(
      String name, FrameFormat frame, double nominalHz, @Nullable DeviceTicks ticks) {
    return new StreamSpec(name, StreamKind.VIDEO, List.of(), nominalHz, ticks, frame, null);
  }

  /// Whether it was computed from other streams and can be made again.
  public boolean derived() {
    return maker != null;
  }

  /// The device that the stream belongs to: the first part of its name.
  public String device() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /// Where its raw stamps come from.
  public StampSource stampSource() {
    return ticks == null ? StampSource.ARRIVAL : ticks.source();
  }

  /// Whether its times were made up by an import because nobody had measured them.
  public boolean synthetic() {
    return stampSource() == StampSource.SYNTHETIC;
  }

  /// Bytes of payload that a sample of this stream can carry.
  public int payloadCapacity() {
    return frame == null ? 0 : frame.capacity();
  }
}
