package dev.handloom.device.driver.grabette;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// The live picture of a GRABETTE's camera. A device of its own, beside the gripper, so that
/// neither waits for the other. Yields `<id>/video`.
public final class GrabetteCameraDriver implements DeviceDriver {
  private static final int PORT = 8000;

  static final Setting.Rate FPS =
      new Setting.Rate("fps", 15, "Pictures a second; the gripper sends about 15.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(LinkUse.network("http", "http://192.168.0.7:8000", PORT)),
          List.of(PictureSize.WIDTH, PictureSize.HEIGHT, FPS),
          List.of());

  /// From the middle of the exposure: the gripper's computer waits for its turn of 15 a second,
  /// packs the picture and sends it over Wi-Fi. Nobody has measured it.
  private static final double PATH_MILLIS = 90;

  private static final double PATH_UNCERTAINTY_MILLIS = 70;

  @Override
  public String id() {
    return "grabette-camera";
  }

  @Override
  public String title() {
    return "GRABETTE's camera (live picture)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    return List.of(
        StreamSpec.video(
            config.id() + "/video", PictureSize.jpeg(config), config.rateHz(FPS), null));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new GrabetteCameraSession(config.needs(RequestLink.class, link), streams.getFirst());
  }
}
