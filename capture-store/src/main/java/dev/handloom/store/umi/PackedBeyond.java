package dev.handloom.store.umi;

/// Why pictures cannot be unpacked here.
///
/// @param how they are packed, in words
/// @param advice what a person can do about it, a sentence without its full stop
public record PackedBeyond(String how, String advice) {}
