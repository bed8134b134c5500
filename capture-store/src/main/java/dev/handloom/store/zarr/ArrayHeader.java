package dev.handloom.store.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a `.zarray` says.
///
/// @param shape of the array
/// @param chunks shape of one chunk; those at the edges are as large, and stick out
/// @param packing how chunks are packed
/// @param fill what a chunk that is not there holds
/// @param byColumns whether the first index runs fastest within a chunk
/// @param separator between the numbers of a chunk's key
public record ArrayHeader(
    List<Long> shape,
    List<Integer> chunks,
    ZarrType type,
    Packing packing,
    double fill,
    boolean byColumns,
    char separator) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 2;
  private static final int MOST_DIMENSIONS = 32;

  /// A chunk is taken into memory whole.
  private static final long LARGEST_CHUNK = 1L << 29;

  public ArrayHeader {
    shape = List.copyOf(shape);
    chunks = List.copyOf(chunks);
    if (shape.size() != chunks.size()) {
      throw new IllegalArgumentException("Chunks of " + chunks + " for an array of " + shape);
    }
  }

  /// An array as it is written here.
  public static ArrayHeader of(
      List<Long> shape, List<Integer> chunks, ZarrType type, Packing packing) {
    return new ArrayHeader(shape, chunks, type, packing, 0, false, '.');
  }

  static ArrayHeader parse(byte[] text) throws ZarrException {
    try {
      return parse(JSON.readTree(text));
    } catch (JacksonException e) {
      throw new ZarrException("Its .zarray is not JSON.", e);
    }
  }

  private static ArrayHeader parse(JsonNode said) throws ZarrException {
    if (said.path("zarr_format").asInt(0) != VERSION) {
      throw new ZarrException("Its .zarray is not of version 2 of the format.");
    }
    List<Long> shape = numbers(said.path("shape"), 0);
    List<Integer> chunks = new ArrayList<>();
    for (long length : numbers(said.path("chunks"), 1)) {
      chunks.add((int) Math.min(length, Integer.MAX_VALUE));
    }
    if (chunks.size() != shape.size()) {
      throw new ZarrException("Its .zarray has chunks of " + chunks + " for a shape of " + shape);
    }
    JsonNode dtype = said.path("dtype");
    ZarrType type =
        dtype.isString()
            ? ZarrType.parse(dtype.stringValue())
            : new ZarrType(ZarrType.Kind.OTHER, 0, java.nio.ByteOrder.LITTLE_ENDIAN);
    if (said.path("filters").isArray() && !said.path("filters").isEmpty()) {
      String first = said.path("filters").get(0).path("id").asString("?");
      throw new ZarrException("It is filtered by “" + first + "”, which is not read here.");
    }
    String separator = said.path("dimension_separator").asString(".");
    ArrayHeader header =
        new ArrayHeader(
            shape,
            chunks,
            type,
            Packing.parse(said.path("compressor")),
            fill(said.path("fill_value")),
            said.path("order").asString("C").equals("F"),
            separator.equals("/") ? '/' : '.');
    if (type.number()) {
      header.chunkBytes();
    }
    return header;
  }

  private static List<Long> numbers(JsonNode said, long least) throws ZarrException {
    if (!said.isArray() || said.size() > MOST_DIMENSIONS) {
      throw new ZarrException("Its .zarray does not say its shape.");
    }
    List<Long> numbers = new ArrayList<>();
    for (JsonNode each : said) {
      if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < least) {
        throw new ZarrException("Its .zarray says a shape that no array has: " + each);
      }
      numbers.add(each.longValue());
    }
    return numbers;
  }

  private static double fill(JsonNode said) {
    if (said.isString()) {
      return switch (said.stringValue()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> 0;
      };
    }
    return said.isBoolean() ? (said.booleanValue() ? 1 : 0) : said.asDouble(0);
  }

  /// How many rows, by the first index.
  public long rows() {
    return shape.isEmpty() ? 1 : shape.getFirst();
  }

  /// How many elements a row has.
  public long rowElements() throws ZarrException {
    long elements = 1;
    for (int i = 1; i < shape.size(); i++) {
      elements = times(elements, shape.get(i));
    }
    return elements;
  }

  int chunkBytes() throws ZarrException {
    long bytes = type.bytes();
    for (int length : chunks) {
      bytes = times(bytes, length);
    }
    return (int) bytes;
  }

  private static long times(long a, long b) throws ZarrException {
    if (b != 0 && a > LARGEST_CHUNK / b) {
      throw new ZarrException(
          "One of its pieces is larger than " + (LARGEST_CHUNK >> 20) + " MB, which is not read.");
    }
    return a * b;
  }

  byte[] text() {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("chunks", chunks);
    said.put("compressor", packing.said());
    said.put("dtype", type.text());
    said.put(
        "fill_value", type.kind() == ZarrType.Kind.FLOAT ? (Object) fill : (Object) (long) fill);
    said.put("filters", null);
    said.put("order", byColumns ? "F" : "C");
    said.put("shape", shape);
    said.put("zarr_format", VERSION);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(said);
  }
}
