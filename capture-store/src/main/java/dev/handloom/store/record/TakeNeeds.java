package dev.handloom.store.record;

import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What must be there before a take begins.
final class TakeNeeds {
  private TakeNeeds() {}

  /// The streams that a plan wants.
  static List<LiveStream> streams(Hub hub, TakePlan plan) throws RecordException {
    List<LiveStream> streams = new ArrayList<>();
    if (plan.streams().isEmpty()) {
      streams.addAll(hub.all());
    }
    for (String name : plan.streams()) {
      streams.add(
          hub.find(name)
              .orElseThrow(() ->
                  new RecordException(
                      "There is no stream \"" + name + "\" in this rig. Nothing was started")));
    }
    if (streams.isEmpty()) {
      throw new RecordException("There is nothing to record. Connect a device first");
    }
    return streams;
  }

  /// Room on the disk.
  static void room(RecorderOptions options, Library library) throws RecordException {
    long free;
    try {
      free = options.disk().freeBytes(library.folder());
    } catch (IOException e) {
      throw new RecordException("The library cannot be reached: " + e.getMessage());
    }
    if (free < options.reserveBytes()) {
      throw new RecordException(
          "Only "
              + (free >> 20)
              + " MiB are free and "
              + (options.reserveBytes() >> 20)
              + " MiB are kept in reserve. Make room, or choose another library: "
              + library.folder());
    }
  }
}
