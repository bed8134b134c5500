package dev.handloom.store.library;

/// How often a task was shown with a rig.
///
/// @param takes that are not in the trash
/// @param good those that nobody judged to have failed
public record TaskCount(String task, String rig, int takes, int good, long nanos) {}
