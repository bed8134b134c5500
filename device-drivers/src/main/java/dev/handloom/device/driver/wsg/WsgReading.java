package dev.handloom.device.driver.wsg;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// What is read in a cycle.
enum WsgReading {
  WIDTH,
  ALL,
  SCRIPT;

  /// Wide limits for the whole family; not taken from a data sheet.
  private static final double MOST_SPEED = 500;

  private static final double MOST_FORCE = 200;

  /// A closed gripper may say a little less than nothing.
  private static final double SLACK_METRES = 0.001;

  private static final double MOST_SECONDS = 1e8;

  /// Questions of a cycle.
  int questions() {
    return this == ALL ? 3 : 1;
  }

  /// The command of a question of the cycle.
  int command(int number) {
    return switch (this) {
      case WIDTH -> WsgPackets.WIDTH;
      // Width, speed and force follow each other.
      case ALL -> WsgPackets.WIDTH + number;
      case SCRIPT -> WsgPackets.QUERY;
    };
  }

  List<Channel> channels(double strokeMetres) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel("width", Unit.METRE, -SLACK_METRES, strokeMetres + SLACK_METRES));
    if (this != WIDTH) {
      channels.add(new Channel("speed_mm_per_s", Unit.NONE, -MOST_SPEED, MOST_SPEED));
      channels.add(new Channel("force", Unit.NEWTON, -MOST_FORCE, MOST_FORCE));
    }
    if (this == SCRIPT) {
      channels.add(new Channel("script_time", Unit.SECOND, 0, MOST_SECONDS));
      channels.add(new Channel("script_state", Unit.NONE, 0, 255));
    }
    return channels;
  }
}
