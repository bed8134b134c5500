package dev.handloom.device.sim.scene;

/// A colour, 0 to 255 each.
record Ink(int red, int green, int blue) {
  static final Ink SKIN = new Ink(226, 178, 150);
  static final Ink LEFT_GLOVE = new Ink(72, 122, 168);
  static final Ink RIGHT_GLOVE = new Ink(196, 138, 66);
  static final Ink SLEEVE = new Ink(74, 80, 92);
  static final Ink CUP = new Ink(222, 226, 230);
  static final Ink BOWL = new Ink(124, 158, 142);
  static final Ink WATER = new Ink(96, 160, 214);
  static final Ink BLOCK = new Ink(104, 168, 88);
  static final Ink GRIPPER = new Ink(58, 62, 70);
  static final Ink PADS = new Ink(232, 150, 40);
  static final Ink STAND = new Ink(150, 152, 156);
  static final Ink MAT = new Ink(64, 92, 88);
  static final Ink MAT_LINE = new Ink(92, 122, 116);

  int lit(double light) {
    double k = Math.clamp(light, 0, 1.25);
    int r = (int) Math.min(255, red * k);
    int g = (int) Math.min(255, green * k);
    int b = (int) Math.min(255, blue * k);
    return r << 16 | g << 8 | b;
  }
}
