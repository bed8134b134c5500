package dev.handloom.device.driver.bridge;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.stream.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes messages of a bridge apart.
final class BridgeDecoder {
  /// What a message is.
  enum Outcome {
    /// Its values can be read until the next message.
    SAMPLE,
    /// It says something of the device, and measures nothing.
    REMARK,
    /// [#why] says why not.
    BAD
  }

  /// The bridge does not count its messages.
  static final long NO_SEQUENCE = -1;

  /// The version of the specification that this is.
  private static final int VERSION = 1;

  private static final int LONGEST_REMARK = 200;
  private static final int LONGEST_NUMBER = 32;
  private static final int LONGEST_NAME = 48;

  /// Names that nobody asked for are remembered for the bridge's author, so many.
  private static final int MOST_UNKNOWN = 32;

  /// No device measures so long before the year 2262 in nanoseconds.
  private static final double MOST_TICKS = 9e18;

  private final BridgeFormat format;
  private final double[] values;
  private final boolean[] seen;
  private final Set<String> unknown = new TreeSet<>();
  private boolean measured;
  private long ticks;
  private long sequence;
  private boolean asks;
  private String why = "";

  // What the device is, as last said.
  private String model = "";
  private String firmware = "";
  private String serial = "";
  private double battery = Double.NaN;
  private String trouble = "";
  private int remarks;

  BridgeDecoder(BridgeFormat format) {
    this.format = format;
    values = new double[format.channels().size()];
    seen = new boolean[values.length];
  }

  Outcome accept(byte[] bytes, int offset, int length) {
    Arrays.fill(seen, false);
    measured = false;
    asks = false;
    ticks = Sample.NO_TICKS;
    sequence = NO_SEQUENCE;
    int before = remarks;
    try {
      if (format.json()) {
        WireJson.read(bytes, offset, length, this::message);
      } else {
        numbers(bytes, offset, length);
      }
      if (!measured) {
        if (remarks == before && !asks) {
          throw new Unexpected("it has no values");
        }
        return Outcome.REMARK;
      }
      complete();
      return Outcome.SAMPLE;
    } catch (Unexpected e) {
      why = String.valueOf(e.getMessage());
      return Outcome.BAD;
    }
  }

  private void complete() throws Unexpected {
    for (int c = 0; c < seen.length; c++) {
      if (!seen[c]) {
        throw new Unexpected("it lacks " + format.channels().get(c).name());
      }
    }
    if (format.time() != BridgeFormat.Time.NONE && ticks == Sample.NO_TICKS) {
      throw new Unexpected("it lacks its time, " + format.time().field);
    }
  }

  private void message(JsonParser json) throws Unexpected {
    WireJson.expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "v" -> {
          if (WireJson.whole(json) != VERSION) {
            throw new Unexpected("it is of another version than " + VERSION);
          }
        }
        case "values" -> {
          if (measured || token != JsonToken.START_OBJECT) {
            throw new Unexpected("its values are not one object");
          }
          measured = true;
          values(json);
        }
        case "seq" -> sequence = WireJson.whole(json);
        case "about" -> about(json);
        case "trouble" -> {
          trouble = WireJson.text(json, LONGEST_REMARK);
          remarks++;
        }
        case "ask" -> {
          if (!WireJson.text(json, LONGEST_REMARK).equals("account")) {
            throw new Unexpected("it asks for something other than account");
          }
          asks = true;
        }
        default -> {
          if (name.equals(format.time().field)) {
            time(json);
          } else {
            json.skipChildren();
          }
        }
      }
    }
  }

  private void time(JsonParser json) throws Unexpected {
    switch (format.time()) {
      case SECONDS, MILLIS -> {
        double counted = WireJson.number(json) * format.time().toTicks;
        if (!(counted >= 0 && counted < MOST_TICKS)) {
          throw new Unexpected("its time is no time");
        }
        ticks = Math.round(counted);
      }
      default -> ticks = WireJson.whole(json);
    }
  }

  private void values(JsonParser json) throws Unexpected {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      Integer at = format.index().get(name);
      double value =
          switch (json.nextToken()) {
            case VALUE_NULL -> Double.NaN;
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            default -> WireJson.number(json);
          };
      if (at == null) {
        if (unknown.size() < MOST_UNKNOWN) {
          unknown.add(clean(name));
        }
        continue;
      }
      take(at, value);
    }
  }

  /// A name that comes from outside is shown to a person.
  private static String clean(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST_NAME
        ? printable
        : printable.substring(0, LONGEST_NAME) + "…";
  }

  private void take(int at, double value) throws Unexpected {
    if (seen[at]) {
      throw new Unexpected("it has " + format.channels().get(at).name() + " twice");
    }
    seen[at] = true;
    values[at] = value * format.scales()[at];
  }

  private void about(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("its about is no object");
    }
    remarks++;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "model" -> model = WireJson.text(json, LONGEST_REMARK);
        case "firmware" -> firmware = WireJson.text(json, LONGEST_REMARK);
        case "serial" -> serial = WireJson.text(json, LONGEST_REMARK);
        case "battery" -> {
          double share = WireJson.number(json);
          if (!(share >= 0 && share <= 1)) {
            throw new Unexpected("its battery is not from 0 to 1");
          }
          battery = share;
        }
        default -> json.skipChildren();
      }
    }
  }

  private void numbers(byte[] bytes, int offset, int length) throws Unexpected {
    int at = offset;
    int end = offset + length;
    while (end > at && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    int[] columns = format.columns();
    for (int c = 0; c < columns.length; c++) {
      int from = at;
      while (at < end && bytes[at] != ',') {
        at++;
      }
      if (columns[c] != BridgeFormat.SKIPPED) {
        take(columns[c], number(bytes, from, at));
      }
      boolean last = c == columns.length - 1;
      if (last != (at == end)) {
        throw new Unexpected("it has not " + columns.length + " numbers");
      }
      at++;
    }
    measured = true;
  }

  private static double number(byte[] bytes, int from, int to) throws Unexpected {
    for (int i = from; i < to; i++) {
      if ("0123456789+-.eE ".indexOf(bytes[i]) < 0) {
        throw new Unexpected("a number was expected");
      }
    }
    try {
      if (to - from > 0 && to - from <= LONGEST_NUMBER) {
        double value =
            Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        if (Double.isFinite(value)) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint.
    }
    throw new Unexpected("a number was expected");
  }

  /// One number per channel, scaled; NaN for what was not measured.
  double[] values() {
    return values;
  }

  long ticks() {
    return ticks;
  }

  /// As the bridge counts, or [#NO_SEQUENCE].
  long sequence() {
    return sequence;
  }

  /// Whether the message wants to know how the studio gets on with it.
  boolean asks() {
    return asks;
  }

  /// Why the last bad message was bad.
  String why() {
    return why;
  }

  /// Names that came and are no channel.
  Set<String> unknown() {
    return unknown;
  }

  /// Goes up with everything that is said of the device.
  int remarks() {
    return remarks;
  }

  String model() {
    return model;
  }

  String firmware() {
    return firmware;
  }

  String serial() {
    return serial;
  }

  /// From 0 to 1; NaN if nothing was said.
  double battery() {
    return battery;
  }

  /// What the bridge cannot mend itself; empty if there is nothing.
  String trouble() {
    return trouble;
  }
}
