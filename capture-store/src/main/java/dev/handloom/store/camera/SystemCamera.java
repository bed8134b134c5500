package dev.handloom.store.camera;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
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
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// Cameras that are reached through an operating system's own camera system. Yields `<id>/video`.
class SystemCamera implements DeviceDriver {
  /// From the middle of the exposure to the system's stamp; nobody has measured it here.
  private static final double PATH_MILLIS = 60;

  private static final double PATH_UNCERTAINTY_MILLIS = 60;

  private final CameraSystem system;
  private final DriverCard card;

  SystemCamera(CameraSystem system) {
    this.system = system;
    List<Setting> settings =
        new ArrayList<>(List.of(PictureSize.WIDTH, PictureSize.HEIGHT, PictureSize.FPS));
    if (!system.packed().isEmpty()) {
      settings.add(PictureFormat.SETTING);
    }
    card =
        new DriverCard(
            DriverCard.Family.CAMERA,
            List.of(LinkUse.of(system.scheme(), system.example())),
            settings,
            List.of());
  }

  @Override
  public String id() {
    return system.id();
  }

  @Override
  public String title() {
    return system.title();
  }

  @Override
  public boolean worksHere() {
    return system.isThisOne();
  }

  @Override
  public DriverCard card() {
    return card;
  }

  private DeviceTicks ticks() {
    return new DeviceTicks(63, system.ticksPerSecond());
  }

  private boolean passesThrough(DeviceConfig config) throws RigFileException {
    return !system.packed().isEmpty() && PictureFormat.passesThrough(config);
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(card.settings());
    FrameFormat format =
        passesThrough(config) ? PictureSize.jpeg(config) : PictureFormat.unpacked(config);
    return List.of(
        StreamSpec.video(config.id() + "/video", format, config.rateHz(PictureSize.FPS), ticks()));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(ticks(), config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    Place place = config.needs(Place.class, link);
    boolean passThrough = passesThrough(config);
    return new LiveSession(
        system.input(place.rest(), config, passThrough),
        streams.getFirst(),
        Ticks.PACKET,
        passThrough);
  }
}
