package dev.handloom.device.driver.grabette;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// What of the gripper measures, and what.
enum Part {
  /// The two joints of the jaws; 0 is fully open, more is closed.
  JAWS("jaws", 50),
  IMU("imu", 50),
  /// How far the gripper's camera has moved since the pose before, in its own frame.
  MOTION("motion", 30);

  /// More than inertial units of that class can say: 16 g and 2000 °/s.
  private static final double MOST_ACCELERATION = 160;

  private static final double MOST_TURN = 35;

  /// Between two poses; a hand is not faster.
  private static final double FARTHEST_METRES = 1;

  final String stream;

  /// As the gripper's server reads or sends it.
  final double hz;

  Part(String stream, double hz) {
    this.stream = stream;
    this.hz = hz;
  }

  List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    switch (this) {
      case JAWS -> {
        channels.add(new Channel("proximal", Unit.RADIAN, -Math.PI, Math.PI));
        channels.add(new Channel("distal", Unit.RADIAN, -Math.PI, Math.PI));
      }
      case IMU -> {
        for (String axis : new String[] {"x", "y", "z"}) {
          channels.add(
              new Channel(
                  "accel_" + axis,
                  Unit.METRE_PER_SECOND_SQUARED,
                  -MOST_ACCELERATION,
                  MOST_ACCELERATION));
        }
        for (String axis : new String[] {"x", "y", "z"}) {
          channels.add(new Channel("gyro_" + axis, Unit.RADIAN_PER_SECOND, -MOST_TURN, MOST_TURN));
        }
      }
      case MOTION -> {
        for (String axis : new String[] {"dx", "dy", "dz"}) {
          channels.add(new Channel(axis, Unit.METRE, -FARTHEST_METRES, FARTHEST_METRES));
        }
        for (String axis : new String[] {"dqx", "dqy", "dqz", "dqw"}) {
          channels.add(new Channel(axis, Unit.NONE, -1, 1));
        }
        channels.add(new Channel("send", Unit.SWITCH, 0, 1));
      }
    }
    return channels;
  }
}
