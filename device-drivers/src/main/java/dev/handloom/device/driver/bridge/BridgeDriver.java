package dev.handloom.device.driver.bridge;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// Devices that another program reads and sends on: see `docs/devices/bridge.md`. Yields
/// `<id>/signal`, or the name in `stream`.
public final class BridgeDriver implements DeviceDriver {
  /// A radio glove, its maker's library and another program lie between the hand and us. How long
  /// that takes nobody says; it wants measuring.
  private static final double PATH_MILLIS = 8;

  private static final double PATH_UNCERTAINTY_MILLIS = 8;

  /// A strict grammar without a checksum.
  private static final double MOST_LIKENESS = 0.8;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GENERIC,
          List.of(
              LinkUse.network("udp", "udp:7420", 7420),
              LinkUse.network("zmq-sub", "zmq-sub:127.0.0.1:7421", 7421),
              LinkUse.network("zmq-pull", "zmq-pull:127.0.0.1:8000", 8000),
              LinkUse.network("zmq-sub-listen", "zmq-sub-listen:7421", 7421),
              LinkUse.network("zmq-pull-listen", "zmq-pull-listen:7421", 7421),
              LinkUse.network("tcp-listen", "tcp-listen:7420", 7420),
              LinkUse.network("tcp", "tcp:127.0.0.1:7420", 7420),
              LinkUse.network("ws", "ws://127.0.0.1:7420/glove", 7420)),
          BridgeFormat.SETTINGS,
          List.of());

  @Override
  public String id() {
    return "bridge";
  }

  @Override
  public String title() {
    return "Bridge from another program (Manus, SenseGlove and others)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    BridgeFormat format = BridgeFormat.of(config);
    return List.of(
        StreamSpec.signal(
            config.id() + "/" + format.stream(),
            format.channels(),
            format.nominalHz(),
            format.time().ticks()));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    DeviceTicks ticks = BridgeFormat.of(config).time().ticks();
    PathDelay path = config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS);
    return ticks == null ? new ArrivalClock(path) : new HullClock(ticks, path);
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    BridgeFormat format = BridgeFormat.of(config);
    Wire wire =
        link instanceof ByteLink bytes
            ? new Wire.Lines(bytes)
            : new Wire.Messages(config.needs(MessageLink.class, link));
    return new BridgeSession(wire, streams.get(0), format);
  }

  @Override
  public Likeness recognise(Heard heard) {
    BridgeDecoder decoder = new BridgeDecoder(BridgeFormat.ANY);
    int good = 0;
    int explained = 0;
    int all = 0;
    for (byte[] piece : heard.whole() ? heard.pieces() : lines(heard.bytes())) {
      all += piece.length;
      if (decoder.accept(piece, 0, piece.length) == BridgeDecoder.Outcome.SAMPLE
          && !decoder.unknown().isEmpty()) {
        good++;
        explained += piece.length;
      }
    }
    return Likeness.frames(good, explained, all, MOST_LIKENESS, "messages of a bridge");
  }

  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n' || at == bytes.length - 1) {
        lines.add(java.util.Arrays.copyOfRange(bytes, from, at + 1));
        from = at + 1;
      }
    }
    return lines;
  }
}
