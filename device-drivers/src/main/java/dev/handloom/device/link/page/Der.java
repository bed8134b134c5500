package dev.handloom.device.link.page;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// As much of the distinguished encoding rules (X.690) as a certificate needs.
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// From then on a certificate writes its years with four figures.
  private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0C;
  private static final int UTC = 0x17;
  private static final int GENERALIZED = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private Der() {}

  /// Tag, length, content.
  static byte[] tagged(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : contents) {
      content.writeBytes(each);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 128) {
      out.write(length);
    } else {
      byte[] counted = BigInteger.valueOf(length).toByteArray();
      int from = counted[0] == 0 ? 1 : 0;
      out.write(0x80 | (counted.length - from));
      out.write(counted, from, counted.length - from);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... contents) {
    return tagged(SEQUENCE, contents);
  }

  static byte[] set(byte[]... contents) {
    return tagged(SET, contents);
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] yes() {
    return tagged(BOOLEAN, new byte[] {(byte) 0xFF});
  }

  /// @param unused bits at the end of the last byte that say nothing
  static byte[] bits(byte[] bytes, int unused) {
    return tagged(BIT_STRING, new byte[] {(byte) unused}, bytes);
  }

  static byte[] octets(byte[] bytes) {
    return tagged(OCTET_STRING, bytes);
  }

  static byte[] text(String words) {
    return tagged(UTF8_STRING, words.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant when) {
    return when.isBefore(YEAR_2050)
        ? tagged(UTC, UTC_TIME.format(when).getBytes(StandardCharsets.US_ASCII))
        : tagged(GENERALIZED, GENERALIZED_TIME.format(when).getBytes(StandardCharsets.US_ASCII));
  }

  /// @param dotted as `2.5.4.3`
  static byte[] oid(String dotted) {
    String[] parts = dotted.split("\\.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(40 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      int value = Integer.parseInt(parts[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (value >> shift != 0) {
          out.write(0x80 | ((value >> shift) & 0x7F));
        }
      }
      out.write(value & 0x7F);
    }
    return tagged(OBJECT_IDENTIFIER, out.toByteArray());
  }
}
