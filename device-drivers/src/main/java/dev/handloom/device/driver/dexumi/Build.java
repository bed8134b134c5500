package dev.handloom.device.driver.dexumi;

import dev.handloom.device.driver.encoderboard.BoardDecoder;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.util.List;
import java.util.Locale;

/// What the board was built for.
enum Build {
  /// Six joints of the Inspire hand, two references.
  INSPIRE(
      "Inspire build",
      8,
      430,
      List.of(
          "thumb_swing", "thumb_bend", "index_bend", "middle_bend", "ring_bend", "little_bend")),
  /// Twelve joints of the XHand, two references.
  XHAND(
      "XHand build",
      14,
      255,
      List.of(
          "thumb_swing",
          "thumb_bend_1",
          "thumb_bend_2",
          "index_spread",
          "index_bend_1",
          "index_bend_2",
          "middle_bend_1",
          "middle_bend_2",
          "ring_bend_1",
          "ring_bend_2",
          "little_bend_1",
          "little_bend_2")),
  /// Two force sensors in the last word; what the twelve words before them are nobody says.
  FSR("FSR board", 13, 290, List.of());

  /// In the words for two sensors.
  static final int FORCES = 2;

  final String title;
  final int words;

  /// What two converters of 30000 samples a second can do when they change their input every time
  /// (4374 a second by the data sheet of the ADS1256), and the time to send the frame. The makers
  /// name no rate.
  final double reckonedHz;

  @SuppressWarnings("ImmutableEnumChecker") // Each was made by List.of.
  final List<String> joints;

  Build(String title, int words, double reckonedHz, List<String> joints) {
    this.title = title;
    this.words = words;
    this.reckonedHz = reckonedHz;
    this.joints = joints;
  }

  static Build of(DeviceConfig config) throws RigFileException {
    return valueOf(config.text(DexUmiDriver.BUILD).toUpperCase(Locale.ROOT));
  }

  /// The word that all joints are measured against; of the two references the one before last, as
  /// the makers use it.
  int reference() {
    return words - 2;
  }

  /// Words that are converted voltages.
  int voltages() {
    return this == FSR ? words - 1 : words;
  }

  BoardDecoder decoder(BoardDecoder.Sink sink) {
    return new BoardDecoder(words, this == FSR, sink);
  }
}
