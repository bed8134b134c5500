package dev.handloom.store.camera;

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

/// A video file, or a folder of PNG pictures, as a camera. Yields `<id>/replay`: the name says in
/// every episode that these pictures were not taken then.
public final class VideoFileDriver implements DeviceDriver {
  static final Setting.Flag LOOP =
      new Setting.Flag("loop", true, "Whether it begins anew after the last picture.");
  static final Setting.Rate FPS =
      new Setting.Rate("fps", 30, "Pictures a second of a folder; a video has its own times.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.of("file", "file:/home/me/video.mp4"),
              LinkUse.of("folder", "folder:/home/me/png-pictures")),
          List.of(PictureSize.WIDTH, PictureSize.HEIGHT, FPS, LOOP),
          List.of());

  @Override
  public String id() {
    return "video-file";
  }

  @Override
  public String title() {
    return "Video file or PNG folder (replayed)";
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
            config.id() + "/replay", PictureFormat.unpacked(config), config.rateHz(FPS), null));
  }

  /// A picture counts as taken when it is shown.
  @Override
  public ClockModel clock(DeviceConfig config) {
    return new ArrivalClock(new PathDelay(0, 0, "replayed"));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new VideoFileSession(
        config.needs(Place.class, link), streams.getFirst(), config.rateHz(FPS), config.flag(LOOP));
  }
}
