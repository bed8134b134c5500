package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.quality.GloveFault;
import dev.handloom.device.sim.wearer.PlantedFault;
import dev.handloom.device.sim.wearer.WornGlove;

/// One kind of fault planted in the gloves of many people.
final class FaultTrials {
  /// Of so many the error is measured, too.
  private static final int JUDGED = 5;

  private static final int POSES = 40;

  int planted;
  int named;

  /// Things that were said besides, of channels that were sound.
  int besides;

  void plant(WornGlove.Kind glove, PlantedFault.Kind wrong, long seed, int which, Grades grades) {
    int channel = channel(glove, which);
    Trial trial = new Trial(glove, seed, new PlantedFault(wrong, channel));
    if (planted % JUDGED == 0) {
      grades.see(trial.calibration.quality().grade(), trial.judge(POSES).after().mean());
    }
    boolean found = false;
    for (GloveFault fault : trial.calibration.quality().faults()) {
      boolean there =
          wrong == PlantedFault.Kind.WARMING
              ? fault.channel() < 0
              : fault.channel() == channel || fault.other() == channel;
      if (fault.kind() == name(wrong) && there) {
        found = true;
      } else {
        besides++;
      }
    }
    planted++;
    named += found ? 1 : 0;
  }

  static GloveFault.Kind name(PlantedFault.Kind planted) {
    return switch (planted) {
      case DEAD -> GloveFault.Kind.DEAD;
      case SWAPPED -> GloveFault.Kind.SWAPPED;
      case INVERTED -> GloveFault.Kind.INVERTED;
      case SATURATED -> GloveFault.Kind.SATURATED;
      case NOISY -> GloveFault.Kind.NOISY;
      case SLIPPING -> GloveFault.Kind.SLIPPED;
      case WARMING -> GloveFault.Kind.DRIFTING;
    };
  }

  /// Knuckles and middle joints of the four fingers in turn, where a sensor matters most.
  private static int channel(WornGlove.Kind glove, int which) {
    int finger = 1 + which % 4;
    int middle = which / 4 % 2;
    return switch (glove) {
      case STRINGS -> finger;
      case COUNTS -> 4 + (finger - 1) * 3 + 1 + middle;
      case ANGLES -> finger * 4 + 1 + middle;
      case SKELETON -> finger * 4 + 2 * middle;
    };
  }
}
