package dev.handloom.device.rig;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says who is speaking when a device's driver makes nothing of what it hears.
final class Stranger {
  private static final Logger LOG = LoggerFactory.getLogger(Stranger.class);

  private final DeviceDriver driver;
  private final boolean serial;
  private final List<DeviceDriver> others;

  /// @param serial whether it is reached over a serial port, which can be at a wrong rate
  Stranger(DeviceDriver driver, boolean serial, Collection<DeviceDriver> all) {
    this.driver = driver;
    this.serial = serial;
    others = all.stream().filter(other -> !other.id().equals(driver.id())).toList();
  }

  /// What is the trouble with a device whose bytes make no sample, and what to do.
  ///
  /// @param count how many bytes came; the newest of them were heard
  /// @param complaint what its driver itself says is wrong; empty for nothing
  String words(Heard heard, long count, String complaint) {
    String said =
        "This does not speak as \""
            + driver.title()
            + "\" does: "
            + count
            + (heard.whole() ? " bytes in messages" : " bytes")
            + " came, and none made a sample. ";
    DeviceDriver likely = null;
    Likeness best = likeness(driver, heard);
    boolean own = best.probable();
    for (DeviceDriver other : others) {
      Likeness likeness = likeness(other, heard);
      if (likeness.score() > best.score()) {
        best = likeness;
        likely = other;
      }
    }
    if (likely != null && best.probable()) {
      return said
          + "It looks like \""
          + likely.title()
          + "\" ("
          + best.reason()
          + "); if it is, set \"driver\" to \""
          + likely.id()
          + "\".";
    }
    if (own && !complaint.isEmpty()) {
      return complaint;
    }
    if (own) {
      return "The bytes look like \""
          + driver.title()
          + "\", but none made a sample. Compare the device's settings with how it is built.";
    }
    String right =
        serial ? "Is it the right port, at the right baud rate?" : "Is it the right port?";
    return said + perhaps(likely, best) + (complaint.isEmpty() ? right : complaint);
  }

  private static String perhaps(@Nullable DeviceDriver likely, Likeness best) {
    return likely == null || best.score() < Likeness.PROBABLE / 2
        ? ""
        : "It may be \"" + likely.title() + "\" (" + best.reason() + "). ";
  }

  private static Likeness likeness(DeviceDriver driver, Heard heard) {
    try {
      return driver.recognise(heard);
    } catch (RuntimeException e) {
      LOG.error("Driver {} failed to recognise {} bytes", driver.id(), heard.bytes().length, e);
      return Likeness.NONE;
    }
  }
}
