package dev.handloom.store.video;

/// A picture as an encoder packed it.
///
/// @param bytes nobody else has them, and nobody changes them
/// @param key whether it can be decoded without those before it
/// @param crc CRC-32 as a picture's record states it
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Packet(byte[] bytes, boolean key, int crc) {}
