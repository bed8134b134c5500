package dev.handloom.device.driver;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// What came over a link in a short while, before anybody knew who was speaking.
///
/// @param pieces messages or reports whole and in order; of a link without boundaries one piece
/// @param whole whether the pieces are messages with their own boundaries
public record Heard(List<byte[]> pieces, boolean whole) {
  public Heard {
    pieces = List.copyOf(pieces);
  }

  /// Bytes without boundaries.
  public static Heard bytes(byte[] bytes) {
    return new Heard(bytes.length == 0 ? List.of() : List.of(bytes), false);
  }

  /// Messages or reports.
  public static Heard messages(List<byte[]> messages) {
    return new Heard(messages, true);
  }

  public boolean silence() {
    return pieces.isEmpty();
  }

  /// Everything in one row.
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
