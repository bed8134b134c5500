package dev.handloom.device.picture;

/// What is known of a picture's brightness: of its blocks of 8×8 pixels, and of the detail in them.
/// Reused; belongs to one thread.
final class Luma {
  /// Mean of all blocks, from 0 to 255.
  double mean;

  /// The brightest block.
  double brightest;

  /// Standard deviation among the blocks: the coarse.
  double contrast;

  /// The fine, in a measure that only means something within one stream.
  double sharpness;

  /// Changes when the camera packs otherwise: what was fine before says nothing then.
  int packing;

  private long blocks;
  private double sum;
  private double squares;
  private double fine;

  void begin() {
    blocks = 0;
    sum = 0;
    squares = 0;
    fine = 0;
    brightest = 0;
    packing = 0;
  }

  void block(double value, double detail) {
    blocks++;
    sum += value;
    squares += value * value;
    fine += detail;
    brightest = Math.max(brightest, value);
  }

  /// False if there was nothing to be measured.
  boolean end() {
    if (blocks == 0) {
      return false;
    }
    mean = sum / blocks;
    contrast = Math.sqrt(Math.max(0, squares / blocks - mean * mean));
    sharpness = fine / blocks;
    return true;
  }
}
