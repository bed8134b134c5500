package dev.handloom.device.driver.lucid;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// Gloves of the alpha encoding and of the older one with `&`, whichever comes. Yields
/// `<id>/fingers`, the curl of five fingers and, with the setting `splay`, their splay;
/// `<id>/joints` with the setting `joints`; and `<id>/buttons` unless the setting `buttons` is
/// false.
public final class LucidGloveDriver implements DeviceDriver {
  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(
              LinkUse.serial(115_200),
              LinkUse.network("tcp-listen", "tcp-listen:65432", 65_432),
              LinkUse.network("tcp", "tcp:192.168.0.7:65432", 65_432)),
          GloveSettings.ALL,
          List.of(
              UsbHint.adapter(0x10C4, 0xEA60, "CP210x serial adapter"),
              UsbHint.adapter(0x1A86, 0x7523, "CH340 serial adapter")));

  /// 60 bytes at 115200 baud take 5 ms, over USB bridges 1 ms more, over native USB next to
  /// nothing.
  private static final double PATH_MILLIS = 3.5;

  private static final double PATH_UNCERTAINTY_MILLIS = 3;

  /// A strict grammar, and no checksum.
  private static final double MOST_BELIEF = 0.8;

  /// Switches of the buttons stream, after the three analogues.
  static final char[] SWITCHES = {'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O'};

  private static final String[] SWITCH_NAMES = {
    "joystick_click", "trigger_click", "a", "b", "grab", "pinch", "menu", "calibrate"
  };

  @Override
  public String id() {
    return "lucidglove";
  }

  @Override
  public String title() {
    return "LucidGloves / OpenGloves";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    GloveSettings glove = GloveSettings.of(config);
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(stream(config, "fingers", fingerChannels(glove), glove));
    if (glove.joints() > 0) {
      streams.add(stream(config, "joints", jointChannels(glove), glove));
    }
    if (glove.buttons()) {
      streams.add(stream(config, "buttons", buttonChannels(glove), glove));
    }
    return streams;
  }

  private static StreamSpec stream(
      DeviceConfig config, String part, List<Channel> channels, GloveSettings glove) {
    return StreamSpec.signal(config.id() + "/" + part, channels, glove.hz(), null);
  }

  private static List<Channel> fingerChannels(GloveSettings glove) {
    List<Channel> channels = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      channels.add(new Channel(finger.word() + "_curl", Unit.COUNT, 0, glove.most()));
    }
    if (glove.splay()) {
      for (Finger finger : Finger.values()) {
        channels.add(new Channel(finger.word() + "_splay", Unit.COUNT, 0, glove.most()));
      }
    }
    return channels;
  }

  private static List<Channel> jointChannels(GloveSettings glove) {
    List<Channel> channels = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      for (int j = 0; j < GloveReading.joints(finger.ordinal(), glove.joints()); j++) {
        channels.add(new Channel(finger.word() + "_joint_" + j, Unit.COUNT, 0, glove.most()));
      }
    }
    return channels;
  }

  private static List<Channel> buttonChannels(GloveSettings glove) {
    int most = glove.most();
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel("joystick_x", Unit.COUNT, 0, most));
    channels.add(new Channel("joystick_y", Unit.COUNT, 0, most));
    channels.add(new Channel("trigger", Unit.COUNT, 0, most + GloveReading.TRIGGER_EXCESS));
    for (String name : SWITCH_NAMES) {
      channels.add(new Channel(name, Unit.SWITCH, 0, 1));
    }
    return channels;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new LucidGloveSession(
        config.needs(ByteLink.class, link), streams, GloveSettings.of(config));
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) throws RigFileException {
    return GloveSettings.of(config).commands();
  }

  @Override
  public Likeness recognise(Heard heard) {
    PacketDecoder decoder = new PacketDecoder(4095, false, 0);
    byte[] bytes = heard.bytes();
    int good = 0;
    int explained = 0;
    boolean legacy = false;
    for (int i = 0, begun = 0; i < bytes.length; i++) {
      if (decoder.accept(bytes[i]) == PacketDecoder.Outcome.PACKET) {
        good++;
        explained += i + 1 - begun - decoder.spoiled();
        legacy |= decoder.wasLegacy();
      }
      if (bytes[i] == '\n') {
        begun = i + 1;
      }
    }
    return Likeness.frames(
        good,
        explained,
        bytes.length,
        MOST_BELIEF,
        legacy
            ? "packets of a LucidGloves glove (13 numbers joined by &)"
            : "packets of a LucidGloves or OpenGloves glove (alpha encoding)");
  }
}
