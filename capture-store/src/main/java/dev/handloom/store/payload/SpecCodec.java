package dev.handloom.store.payload;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A stream's description as the metadata of its MCAP channel, and back.
public final class SpecCodec {
  /// The one key that every stream's channel has.
  public static final String STREAM = "stream";

  /// The video file of a camera, beside the MCAP.
  public static final String VIDEO_FILE = "video_file";

  private static final JsonMapper JSON = JsonMapper.shared();

  private SpecCodec() {}

  /// Texts by name; [#VIDEO_FILE] is the caller's to add.
  public static Map<String, String> write(StreamSpec spec) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put(STREAM, spec.name());
    out.put("kind", spec.kind().name());
    out.put("nominal_hz", Double.toString(spec.nominalHz()));
    ArrayNode channels = JSON.createArrayNode();
    for (Channel channel : spec.channels()) {
      ObjectNode node = channels.addObject();
      node.put("name", channel.name());
      node.put("unit", channel.unit().name());
      node.put("low", channel.low());
      node.put("high", channel.high());
    }
    out.put("channels", channels.toString());
    DeviceTicks ticks = spec.ticks();
    if (ticks != null) {
      out.put("ticks_bits", Integer.toString(ticks.bits()));
      out.put("ticks_per_second", Long.toString(ticks.perSecond()));
      out.put("ticks_source", ticks.source().name());
    }
    FrameFormat frame = spec.frame();
    if (frame != null) {
      out.put("width", Integer.toString(frame.width()));
      out.put("height", Integer.toString(frame.height()));
      out.put("pixels", frame.pixels().name());
    }
    String maker = spec.maker();
    if (maker != null) {
      out.put("maker", maker);
    }
    return out;
  }

  /// Reads what [#write] wrote.
  public static StreamSpec read(Map<String, String> metadata) throws PayloadException {
    try {
      List<Channel> channels = new ArrayList<>();
      for (JsonNode node : JSON.readTree(metadata.getOrDefault("channels", "[]"))) {
        channels.add(
            new Channel(
                node.path("name").asString(),
                Unit.valueOf(node.path("unit").asString()),
                node.path("low").asDouble(),
                node.path("high").asDouble()));
      }
      String bits = metadata.get("ticks_bits");
      String width = metadata.get("width");
      return new StreamSpec(
          metadata.getOrDefault(STREAM, ""),
          StreamKind.valueOf(metadata.getOrDefault("kind", "")),
          channels,
          Double.parseDouble(metadata.getOrDefault("nominal_hz", "")),
          bits == null
              ? null
              : new DeviceTicks(
                  Integer.parseInt(bits),
                  Long.parseLong(metadata.getOrDefault("ticks_per_second", "")),
                  StampSource.valueOf(
                      metadata.getOrDefault("ticks_source", StampSource.DEVICE_CLOCK.name()))),
          width == null
              ? null
              : new FrameFormat(
                  Integer.parseInt(width),
                  Integer.parseInt(metadata.getOrDefault("height", "")),
                  FrameFormat.Pixels.valueOf(metadata.getOrDefault("pixels", ""))),
          metadata.get("maker"));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new PayloadException("A stream is described wrongly: " + e.getMessage());
    }
  }
}
