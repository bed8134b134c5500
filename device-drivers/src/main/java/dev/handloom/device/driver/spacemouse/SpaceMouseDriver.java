package dev.handloom.device.driver.spacemouse;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.driver.hid.Beat;
import dev.handloom.device.link.HidLink;
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

/// The SpaceMouse family. Yields `<id>/motion`, six raw axes in the device's own directions (x
/// right, y towards the person, z down), and `<id>/buttons`.
public final class SpaceMouseDriver implements DeviceDriver {
  static final Setting.Choice MODEL =
      new Setting.Choice(
          "model",
          ButtonLayout.TWO.word(),
          List.of(ButtonLayout.TWO.word(), ButtonLayout.PRO.word()),
          "Which buttons it has: two at the sides, or the fifteen of a SpaceMouse Pro.");

  /// While the cap rests nothing comes, and what holds is said again at this rate.
  static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 100, "Reports a second while the cap is moved.");

  /// Counts at the end of the travel are 350; wireless ones were seen to go on to 500.
  private static final int MOST = 500;

  private static final String[] AXES = {"x", "y", "z", "rx", "ry", "rz"};

  private static final int LOGITECH = 0x046D;
  private static final int CONNEXION = 0x256F;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HANDS_FREE,
          List.of(LinkUse.of("hid", "hid:256f:c635")),
          List.of(MODEL, RATE),
          List.of(
              UsbHint.device(LOGITECH, 0xC623, "SpaceTraveler"),
              UsbHint.device(LOGITECH, 0xC625, "SpacePilot"),
              UsbHint.device(LOGITECH, 0xC626, "SpaceNavigator"),
              UsbHint.device(LOGITECH, 0xC627, "SpaceExplorer"),
              UsbHint.device(LOGITECH, 0xC628, "SpaceNavigator for Notebooks"),
              UsbHint.device(LOGITECH, 0xC629, "SpacePilot Pro"),
              UsbHint.device(LOGITECH, 0xC62B, "SpaceMouse Pro"),
              UsbHint.device(CONNEXION, 0xC62E, "SpaceMouse Wireless, by cable"),
              UsbHint.device(CONNEXION, 0xC62F, "SpaceMouse Wireless, receiver"),
              UsbHint.device(CONNEXION, 0xC631, "SpaceMouse Pro Wireless, by cable"),
              UsbHint.device(CONNEXION, 0xC632, "SpaceMouse Pro Wireless, receiver"),
              UsbHint.device(CONNEXION, 0xC633, "SpaceMouse Enterprise"),
              UsbHint.device(CONNEXION, 0xC635, "SpaceMouse Compact"),
              UsbHint.device(CONNEXION, 0xC638, "SpaceMouse Pro Wireless, Bluetooth"),
              UsbHint.device(CONNEXION, 0xC63A, "SpaceMouse Wireless, Bluetooth"),
              UsbHint.device(CONNEXION, 0xC652, "3Dconnexion Universal Receiver")));

  /// A USB device is asked at least every 10 ms.
  private static final double PATH_MILLIS = 5;

  private static final double PATH_UNCERTAINTY_MILLIS = 5;

  @Override
  public String id() {
    return "spacemouse";
  }

  @Override
  public String title() {
    return "SpaceMouse (3Dconnexion)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<Channel> motion = new ArrayList<>();
    for (String axis : AXES) {
      motion.add(new Channel(axis, Unit.COUNT, -MOST, MOST));
    }
    motion.add(Beat.REPORTED);
    List<Channel> buttons = new ArrayList<>();
    for (ButtonLayout.Key key : layout(config).keys()) {
      buttons.add(new Channel(key.name(), Unit.SWITCH, 0, 1));
    }
    buttons.add(Beat.REPORTED);
    return List.of(
        StreamSpec.signal(config.id() + "/motion", motion, hz, null),
        StreamSpec.signal(config.id() + "/buttons", buttons, hz, null));
  }

  private static ButtonLayout layout(DeviceConfig config) throws RigFileException {
    return ButtonLayout.of(config.text(MODEL));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(
        new CommandSpec(
            SpaceMouseSession.LIGHT,
            "Light",
            CommandSpec.Effect.LIGHT,
            List.of(new CommandSpec.Parameter("On", "", 0, 1, 1))));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new SpaceMouseSession(
        config.needs(HidLink.class, link),
        streams.get(0),
        streams.get(1),
        layout(config),
        config.rateHz(RATE));
  }

  @Override
  public Likeness recognise(Heard heard) {
    MotionDecoder decoder = new MotionDecoder();
    int good = 0;
    int explained = 0;
    if (heard.whole()) {
      for (byte[] piece : heard.pieces()) {
        if (decoder.accept(piece, piece.length) != MotionDecoder.Outcome.BAD) {
          good++;
          explained += piece.length;
        }
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, 0.5, "reports with numbers and lengths that fit");
  }
}
