package dev.handloom.device.driver.lucid;

import java.util.Arrays;

/// What one packet says. Made once and filled over and over.
final class GloveReading {
  static final int FINGERS = 5;
  static final int JOINTS = 4;

  /// The firmware reckons the trigger as twice what a finger is above the middle: one more than the
  /// largest value when the finger is bent all the way.
  static final int TRIGGER_EXCESS = 1;

  static final int MISSING = -1;

  private final int[] single = new int[26];
  private final int[] splay = new int[FINGERS];
  private final int[] joints = new int[FINGERS * JOINTS];
  private int firmware;
  private int hand;
  private boolean info;

  GloveReading() {
    clear();
  }

  void clear() {
    Arrays.fill(single, MISSING);
    Arrays.fill(splay, MISSING);
    Arrays.fill(joints, MISSING);
    firmware = MISSING;
    hand = MISSING;
    info = false;
  }

  /// A single-letter key; false if the packet has said it already.
  boolean put(char key, int value) {
    if (single[key - 'A'] != MISSING) {
      return false;
    }
    single[key - 'A'] = value;
    return true;
  }

  boolean putSplay(int finger, int value) {
    if (splay[finger] != MISSING) {
      return false;
    }
    splay[finger] = value;
    return true;
  }

  boolean putJoint(int finger, int joint, int value) {
    if (joints[finger * JOINTS + joint] != MISSING) {
      return false;
    }
    joints[finger * JOINTS + joint] = value;
    return true;
  }

  void firmware(int version) {
    firmware = version;
    info = true;
  }

  void hand(int number) {
    hand = number;
    info = true;
  }

  void info() {
    info = true;
  }

  /// Curl of a finger: its own key's, or the mean of its joints; [#MISSING] without either.
  double curl(int finger) {
    if (single[finger] != MISSING) {
      return single[finger];
    }
    double sum = 0;
    int count = 0;
    for (int j = 0; j < JOINTS; j++) {
      int value = joints[finger * JOINTS + j];
      if (value != MISSING) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? MISSING : sum / count;
  }

  int splay(int finger) {
    return splay[finger];
  }

  int joint(int finger, int joint) {
    return joints[finger * JOINTS + joint];
  }

  /// An analogue of a single-letter key, or the given number if it was not reported.
  int analogue(char key, int otherwise) {
    int value = single[key - 'A'];
    return value == MISSING ? otherwise : value;
  }

  /// Whether the key of a switch was there.
  boolean pressed(char key) {
    return single[key - 'A'] != MISSING;
  }

  /// Version of the firmware, or [#MISSING].
  int firmware() {
    return firmware;
  }

  /// 0 left, 1 right, or [#MISSING].
  int hand() {
    return hand;
  }

  /// Whether the glove speaks of itself.
  boolean isInfo() {
    return info;
  }

  /// Whether the glove has measured what it is said to measure: a packet that lacks any of it has
  /// been cut short.
  boolean whole(boolean wantsSplay, int wantsJoints) {
    for (int f = 0; f < FINGERS; f++) {
      if (curl(f) == MISSING || (wantsSplay && splay[f] == MISSING)) {
        return false;
      }
      for (int j = 0; j < joints(f, wantsJoints); j++) {
        if (joint(f, j) == MISSING) {
          return false;
        }
      }
    }
    return true;
  }

  /// How many joints of a finger there are to measure, of so many: the thumb has no fourth.
  static int joints(int finger, int wanted) {
    return finger == 0 ? Math.min(wanted, JOINTS - 1) : wanted;
  }
}
