package dev.handloom.device.driver.bus;

import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.List;

/// What a bit of a servo's error register says.
///
/// @param one what one servo does, as `is too hot`
/// @param many the same of many
public record ServoFault(int bit, String one, String many, String remedy) {
  /// Speaks of those who say it.
  public void concerns(Roster roster, int mask, List<Concern> into) {
    if (mask != 0) {
      into.add(new Concern(roster.say(mask, one, many) + ".", remedy));
    }
  }

  /// Who says it.
  public int among(int[] errors) {
    int mask = 0;
    for (int i = 0; i < errors.length; i++) {
      mask |= (errors[i] >> bit & 1) << i;
    }
    return mask;
  }
}
