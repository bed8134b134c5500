package dev.handloom.device.driver;

/// A USB device that a driver may be speaking to.
///
/// @param product -1 for any of the vendor
/// @param certain whether nothing else has these numbers; USB serial adapters are in many devices
/// @param what for a person
public record UsbHint(int vendor, int product, boolean certain, String what) {
  /// An adapter chip that is found in many kinds of devices.
  public static UsbHint adapter(int vendor, int product, String what) {
    return new UsbHint(vendor, product, false, what);
  }

  /// Numbers that belong to this device alone.
  public static UsbHint device(int vendor, int product, String what) {
    return new UsbHint(vendor, product, true, what);
  }

  /// Whether a device has these numbers.
  public boolean matches(int itsVendor, int itsProduct) {
    return vendor == itsVendor && (product < 0 || product == itsProduct);
  }
}
