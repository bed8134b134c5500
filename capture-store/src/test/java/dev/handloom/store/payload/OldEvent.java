package dev.handloom.store.payload;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import dev.handloom.device.clock.StudioClock;

/// An event as the first versions wrote it, by protobuf itself.
public final class OldEvent {
  private OldEvent() {}

  public static byte[] bytes(StudioClock.Anchor anchor, EpisodeEvent event) {
    try {
      Descriptor type = PayloadTest.descriptor(Schemas.EVENT);
      long unix = anchor.toUnixNanos(event.studioNanos());
      Timestamp time =
          Timestamp.newBuilder()
              .setSeconds(unix / 1_000_000_000L)
              .setNanos((int) (unix % 1_000_000_000L))
              .build();
      return DynamicMessage.newBuilder(type)
          .setField(
              type.findFieldByName("timestamp"),
              DynamicMessage.parseFrom(
                  type.findFieldByName("timestamp").getMessageType(), time.toByteString()))
          .setField(type.findFieldByName("studio_nanos"), event.studioNanos())
          .setField(type.findFieldByName("kind"), event.kind().name())
          .setField(type.findFieldByName("subject"), event.subject())
          .setField(type.findFieldByName("count"), event.count())
          .setField(type.findFieldByName("text"), event.text())
          .build()
          .toByteArray();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
