package dev.handloom.device.driver.dynamixel;

/// Models of the X series, by the number that they give themselves.
enum DynamixelModel {
  XL330_M077(1190, DynamixelModel.FAST_330),
  XL330_M288(1200, DynamixelModel.FAST_330),
  XC330_T181(1210, DynamixelModel.FAST_330),
  XC330_T288(1220, DynamixelModel.FAST_330),
  XL430_W250(1060, DynamixelModel.FAST_430),
  XC430_W150(1070, DynamixelModel.FAST_430),
  XM430_W350(1020, DynamixelModel.FAST_430),
  XM430_W210(1030, DynamixelModel.FAST_430),
  XM540_W270(1120, DynamixelModel.FAST_430);

  /// The firmware from which on a fast sync read is known.
  private static final int FAST_330 = 46;

  private static final int FAST_430 = 45;
  private static final DynamixelModel[] ALL = values();

  private final int number;
  private final int fastFrom;

  DynamixelModel(int number, int fastFrom) {
    this.number = number;
    this.fastFrom = fastFrom;
  }

  /// For a person; the bare number if it is none of these.
  static String title(int number) {
    for (DynamixelModel model : ALL) {
      if (model.number == number) {
        return model.name().replace('_', '-');
      }
    }
    return "model " + number;
  }

  /// Whether a servo knows the fast sync read.
  static boolean fast(int number, int firmware) {
    for (DynamixelModel model : ALL) {
      if (model.number == number) {
        return firmware >= model.fastFrom;
      }
    }
    return false;
  }
}
