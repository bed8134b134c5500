package dev.handloom.device.driver.skeleton;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The channels of joints: x, y, z in metres and a quaternion qx, qy, qz, qw for each.
public final class Joints {
  public static final int PER_JOINT = 7;

  private static final String[] PARTS = {"x", "y", "z", "qx", "qy", "qz", "qw"};

  private Joints() {}

  /// @param names of the joints as the wire has them; they become lower case with `_`
  /// @param reachMetres no joint is farther from the origin
  public static List<Channel> channels(List<String> names, double reachMetres) {
    List<Channel> channels = new ArrayList<>();
    for (String name : names) {
      for (int p = 0; p < PER_JOINT; p++) {
        String channel = word(name) + "_" + PARTS[p];
        channels.add(
            p < 3
                ? new Channel(channel, Unit.METRE, -reachMetres, reachMetres)
                : new Channel(channel, Unit.NONE, -1, 1));
      }
    }
    return channels;
  }

  /// `leftIndexTip` becomes `left_index_tip`.
  static String word(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
