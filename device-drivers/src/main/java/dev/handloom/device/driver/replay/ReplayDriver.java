package dev.handloom.device.driver.replay;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// A folder or a file as a camera. Yields `<id>/replay`: the name says in every episode that these
/// pictures were not taken then.
public final class ReplayDriver implements DeviceDriver {
  static final Setting.Flag LOOP =
      new Setting.Flag("loop", true, "Whether it begins anew after the last picture.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.of("folder", "folder:/home/me/pictures"),
              LinkUse.of("file", "file:/home/me/video.mjpeg")),
          List.of(PictureSize.WIDTH, PictureSize.HEIGHT, PictureSize.FPS, LOOP),
          List.of());

  @Override
  public String id() {
    return "replay";
  }

  @Override
  public String title() {
    return "Pictures from a folder or a file (replayed)";
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
            config.id() + "/replay",
            PictureSize.jpeg(config),
            config.rateHz(PictureSize.FPS),
            null));
  }

  /// A picture counts as taken when it is shown.
  @Override
  public ClockModel clock(DeviceConfig config) {
    return new ArrivalClock(new PathDelay(0, 0, "replayed"));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new ReplaySession(
        config.needs(Place.class, link),
        streams.getFirst(),
        config.rateHz(PictureSize.FPS),
        config.flag(LOOP));
  }
}
