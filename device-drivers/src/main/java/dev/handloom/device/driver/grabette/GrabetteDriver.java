package dev.handloom.device.driver.grabette;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// GRABETTE over its HTTP server. Yields `<id>/jaws`, and with the settings `imu` and `motion` also
/// `<id>/imu` and `<id>/motion`.
public final class GrabetteDriver implements DeviceDriver {
  private static final int PORT = 8000;

  static final Setting.Flag IMU =
      new Setting.Flag("imu", true, "Whether it has an inertial unit, that of its depth camera.");
  static final Setting.Flag MOTION =
      new Setting.Flag(
          "motion",
          false,
          "Whether it tracks its own motion for us; it cannot record episodes meanwhile.");
  static final Setting.Rate POLLS =
      new Setting.Rate("polls_hz", 20, "How often it is asked for what is new.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GRIPPER,
          List.of(LinkUse.network("http", "http://192.168.0.7:8000", PORT)),
          List.of(IMU, MOTION, POLLS),
          List.of());

  /// From reading the encoders on the gripper to our hands over Wi-Fi, at the least.
  private static final double PATH_MILLIS = 3;

  private static final double PATH_UNCERTAINTY_MILLIS = 3;

  /// Names of its own and values that fit, without a checksum.
  private static final double MOST_LIKENESS = 0.85;

  static final String EPISODE_START = "episode-start";
  static final String EPISODE_STOP = "episode-stop";
  static final String MOTION_SEND = "motion-send";

  @Override
  public String id() {
    return "grabette";
  }

  @Override
  public String title() {
    return "GRABETTE gripper (HTTP)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  static List<Part> parts(DeviceConfig config) throws RigFileException {
    List<Part> parts = new ArrayList<>(List.of(Part.JAWS));
    if (config.flag(IMU)) {
      parts.add(Part.IMU);
    }
    if (config.flag(MOTION)) {
      parts.add(Part.MOTION);
    }
    return parts;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    List<StreamSpec> streams = new ArrayList<>();
    for (Part part : parts(config)) {
      streams.add(
          StreamSpec.signal(
              config.id() + "/" + part.stream, part.channels(), part.hz, DeviceTicks.MICROS_64));
    }
    return streams;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new GrabetteClock(
        DeviceTicks.MICROS_64, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new GrabetteSession(
        config.needs(RequestLink.class, link), parts(config), streams, config.rateHz(POLLS));
  }

  @Override
  public Likeness recognise(Heard heard) {
    GrabetteDecoder decoder = new GrabetteDecoder();
    int good = 0;
    int explained = 0;
    for (byte[] piece : heard.pieces()) {
      try {
        decoder.state(piece, piece.length);
        good++;
        explained += piece.length;
      } catch (Unexpected e) {
        // Not one of these.
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, MOST_LIKENESS, "states of a GRABETTE");
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) throws RigFileException {
    List<CommandSpec> commands = new ArrayList<>();
    if (config.flag(MOTION)) {
      commands.add(
          new CommandSpec(
              MOTION_SEND,
              "Mark its motion as meant",
              CommandSpec.Effect.MODE,
              List.of(new CommandSpec.Parameter("on", "", 0, 1, 1))));
    } else {
      commands.add(
          new CommandSpec(
              EPISODE_START,
              "Record an episode on the gripper",
              CommandSpec.Effect.MODE,
              List.of()));
      commands.add(
          new CommandSpec(
              EPISODE_STOP, "End the gripper's episode", CommandSpec.Effect.MODE, List.of()));
    }
    return commands;
  }
}
