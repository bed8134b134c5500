package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A headset of the rig: a device that tells where its wearer's head is, in a space of its own.
public record Headset(Device device, LiveStream head) {
  private static final String HEAD = "/head";
  private static final int FORETOLD = 8;

  /// Where a head's samples say how often its wearer has put the origin elsewhere.
  static final int ORIGIN = 9;

  /// Another start of the studio is another session of every headset.
  private static final String STARTED = UUID.randomUUID().toString();

  /// The headsets of a rig, in its order.
  public static List<Headset> of(Workplace workplace) {
    List<Headset> found = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      of(device).ifPresent(found::add);
    }
    return found;
  }

  /// The device as a headset; empty where it is none.
  public static Optional<Headset> of(Device device) {
    return device.streams().stream()
        .filter(stream -> tells(stream.spec()))
        .findFirst()
        .map(head -> new Headset(device, head));
  }

  /// Whether a stream tells where a head is, and how often its origin was put elsewhere.
  static boolean tells(StreamSpec stream) {
    List<Channel> channels = stream.channels();
    return stream.name().endsWith(HEAD)
        && channels.size() > ORIGIN
        && channels.get(ORIGIN).name().equals("origin");
  }

  public String id() {
    return device.config().id();
  }

  /// In which its origin stays where it is, but for recentring.
  public String session() {
    return STARTED + " " + head.health().reconnects();
  }

  /// How often its wearer has put the origin elsewhere in this session; −1 before it has said so.
  public long origin() {
    Sample newest = new Sample(head.spec());
    return head.ring().latest(newest) ? Math.round(newest.values[ORIGIN]) : -1;
  }

  /// How far ahead of the moment of asking the newest place was located, in seconds; NaN before
  /// there is one.
  public double foretoldSeconds() {
    Sample newest = new Sample(head.spec());
    return head.ring().latest(newest) ? newest.values[FORETOLD] : Double.NaN;
  }

  /// Whose origin it was asked for; nothing where it has no choice.
  public String space() {
    return device.config().driver().equals("openxr")
        ? device.config().setting("space", "stage")
        : "";
  }
}
