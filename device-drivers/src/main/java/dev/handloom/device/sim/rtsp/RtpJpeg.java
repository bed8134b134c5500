package dev.handloom.device.sim.rtsp;

/// Takes JPEG pictures apart into RTP packets (RFC 2435): the tables go in front of the first, the
/// headers that every receiver can make itself are left out.
final class RtpJpeg {
  /// Takes a packet, header and all.
  @FunctionalInterface
  interface Sink {
    void packet(byte[] bytes, int length);
  }

  private static final int START_OF_SCAN = 0xDA;
  private static final int FRAME = 0xC0;
  private static final int QUANTIZATION = 0xDB;
  private static final int RESTART_INTERVAL = 0xDD;

  private static final int RTP_HEADER = 12;
  private static final int JPEG_HEADER = 8;
  private static final int TABLE = 64;
  private static final int VERSION = 0x80;
  private static final int MARKER = 0x80;
  private static final int PAYLOAD_TYPE = 26;

  /// Colours for two by two pixels.
  private static final int TYPE_420 = 1;

  /// The tables come with the picture.
  private static final int OWN_TABLES = 255;

  /// Fits into an Ethernet frame.
  static final int LARGEST = 1400;

  private final int source;
  private final byte[] packet = new byte[LARGEST];
  private final byte[] tables = new byte[2 * TABLE];
  private int sequence;
  private int width;
  private int height;

  /// @param source the stream's number of its own (SSRC)
  /// @param firstSequence the number of the first packet
  RtpJpeg(int source, int firstSequence) {
    this.source = source;
    sequence = firstSequence;
  }

  /// Sends a picture.
  ///
  /// @param timestamp in 90 000ths of a second, wrapped
  /// @throws IllegalArgumentException if this kind of JPEG cannot be sent so
  void send(byte[] jpeg, int length, int timestamp, Sink sink) {
    int scan = scan(jpeg, length);
    int end = length - 2;
    int at = scan;
    while (at < end) {
      int header = RTP_HEADER;
      int fragment = at - scan;
      packet[header] = 0;
      packet[header + 1] = (byte) (fragment >> 16);
      packet[header + 2] = (byte) (fragment >> 8);
      packet[header + 3] = (byte) fragment;
      packet[header + 4] = TYPE_420;
      packet[header + 5] = (byte) OWN_TABLES;
      packet[header + 6] = (byte) (width / 8);
      packet[header + 7] = (byte) (height / 8);
      header += JPEG_HEADER;
      if (fragment == 0) {
        packet[header] = 0;
        packet[header + 1] = 0;
        packet[header + 2] = 0;
        packet[header + 3] = (byte) tables.length;
        System.arraycopy(tables, 0, packet, header + 4, tables.length);
        header += 4 + tables.length;
      }
      int count = Math.min(end - at, LARGEST - header);
      System.arraycopy(jpeg, at, packet, header, count);
      at += count;
      packet[0] = (byte) VERSION;
      packet[1] = (byte) (PAYLOAD_TYPE | (at == end ? MARKER : 0));
      packet[2] = (byte) (sequence >> 8);
      packet[3] = (byte) sequence;
      put(packet, 4, timestamp);
      put(packet, 8, source);
      sequence++;
      sink.packet(packet, header + count);
    }
  }

  /// Reads the headers; returns where the scan's data begins.
  private int scan(byte[] jpeg, int length) {
    int at = 2;
    while (at + 4 < length) {
      int marker = jpeg[at + 1] & 0xFF;
      int segment = (jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF);
      int body = at + 4;
      switch (marker) {
        case QUANTIZATION -> {
          for (int i = body; i + TABLE < at + 2 + segment; i += 1 + TABLE) {
            System.arraycopy(jpeg, i + 1, tables, TABLE * (jpeg[i] & 1), TABLE);
          }
        }
        case FRAME -> {
          height = (jpeg[body + 1] & 0xFF) << 8 | (jpeg[body + 2] & 0xFF);
          width = (jpeg[body + 3] & 0xFF) << 8 | (jpeg[body + 4] & 0xFF);
          if (jpeg[body + 7] != 0x22 || width % 8 != 0 || height % 8 != 0 || width > 2040) {
            throw new IllegalArgumentException("RFC 2435 has no place for such a picture");
          }
        }
        case RESTART_INTERVAL ->
            throw new IllegalArgumentException("Restart intervals are not sent");
        case START_OF_SCAN -> {
          return at + 2 + segment;
        }
        default -> {}
      }
      at += 2 + segment;
    }
    throw new IllegalArgumentException("This is no JPEG");
  }

  /// A sender report (RFC 3550, 6.4.1): which time of day belongs to which timestamp.
  ///
  /// @param unixMicros the camera's time of day
  static byte[] report(int source, long unixMicros, int timestamp, int packets, int octets) {
    byte[] report = new byte[28];
    report[0] = (byte) VERSION;
    report[1] = (byte) 200;
    report[3] = 6;
    put(report, 4, source);
    // NTP counts from 1900, and in 2^-32 seconds.
    put(report, 8, (int) (unixMicros / 1_000_000 + 2_208_988_800L));
    put(report, 12, (int) ((unixMicros % 1_000_000 << 32) / 1_000_000));
    put(report, 16, timestamp);
    put(report, 20, packets);
    put(report, 24, octets);
    return report;
  }

  private static void put(byte[] into, int at, int value) {
    into[at] = (byte) (value >> 24);
    into[at + 1] = (byte) (value >> 16);
    into[at + 2] = (byte) (value >> 8);
    into[at + 3] = (byte) value;
  }
}
