package dev.handloom.store.video;

/// A picture as an encoder packed it.
///
/// @param bytes nobody else has them, and nobody changes them
/// @param key whether it can be decoded without those before it
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Packet(byte[] bytes, boolean key) {
  /// Went into an encoder that failed, and never came out.
  static final Packet LOST = new Packet(new byte[0], false);

  public boolean lost() {
    return bytes.length == 0;
  }
}
