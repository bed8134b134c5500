package dev.handloom.app.space.touch;

import dev.handloom.app.Workplace;
import dev.handloom.device.sim.SimulatedRig;

/// Who is told what to do: a simulated person does it, a real one reads it.
public interface TouchGuide {
  /// Nobody listens; the person reads.
  TouchGuide NONE =
      new TouchGuide() {
        @Override
        public void touch(TouchCorner corner) {}

        @Override
        public void away() {}

        @Override
        public void another(int place) {}
      };

  /// A fingertip is wanted on a corner.
  void touch(TouchCorner corner);

  /// The hand is to be taken off the board.
  void away();

  /// The board is to lie elsewhere.
  ///
  /// @param place from 0
  void another(int place);

  /// The simulated person behind a simulated headset; none where a real one wears it.
  static TouchGuide of(Workplace workplace, TouchPair pair) {
    boolean simulated = pair.headset().device().config().simulated();
    return simulated ? workplace.simulation().map(rig -> simulated(rig, pair)).orElse(NONE) : NONE;
  }

  private static TouchGuide simulated(SimulatedRig rig, TouchPair pair) {
    return new TouchGuide() {
      @Override
      public void touch(TouchCorner corner) {
        rig.touch(pair.side(), corner.xMetres(), corner.yMetres());
      }

      @Override
      public void away() {
        rig.letGo();
      }

      @Override
      public void another(int place) {
        if (place % 2 == 0) {
          rig.layBoardFlat();
        } else {
          rig.propBoard();
        }
      }
    };
  }
}
