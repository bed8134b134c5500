package dev.handloom.device.sim.rtsp;

import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.timecode.ShownCode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A network camera: sends a picture thirty times a second to whoever has asked for them, and each
/// second which time of day its RTP time is.
final class RtspInstrument implements Instrument, RtspDialog.Ports {
  /// Any time of day; what matters is that it goes on as the camera's clock does.
  private static final long EPOCH_MICROS = 1_780_000_000_000_000L;

  private static final long REPORT_MICROS = 1_000_000;
  private static final int HEAD_ROOM = 1 << 14;
  private static final int INTERLEAVED = '$';

  private final PersonCamera camera;
  private final RtspDialog dialog;
  private final int source;
  private final long firstTicks;
  private final RtpJpeg rtp;
  private final byte[] picture;
  private @Nullable DatagramSocket pictures;
  private @Nullable DatagramSocket reports;
  private long reportedMicros = Long.MIN_VALUE;
  private int packets;
  private int octets;
  private int at;

  /// @param user empty if anybody may watch
  RtspInstrument(PersonCamera camera, long seed, String user, String password) {
    this.camera = camera;
    Random random = new Random(seed);
    source = random.nextInt();
    // As RFC 3550 wants it: they begin anywhere, so that wraps happen early.
    firstTicks = random.nextInt() & 0xFFFFFFFFL;
    rtp = new RtpJpeg(source, random.nextInt(1 << 16));
    dialog = new RtspDialog(user, password, Long.toHexString(random.nextLong()), this);
    picture = new byte[camera.format().capacity()];
  }

  @Override
  public int packetBytes() {
    return picture.length + HEAD_ROOM;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    byte[] answer = dialog.accept(bytes, length).getBytes(StandardCharsets.ISO_8859_1);
    if (answer.length > 0) {
      reply.send(answer, answer.length, 0);
    }
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    RtspDialog.Way way = dialog.way();
    if (way == RtspDialog.Way.NONE) {
      reportedMicros = Long.MIN_VALUE;
      return 0;
    }
    int length = camera.take(sinceStartNanos, picture, 0);
    int ticks = (int) (firstTicks + deviceMicros * 9 / 100);
    at = 0;
    if (reportedMicros == Long.MIN_VALUE || deviceMicros - reportedMicros >= REPORT_MICROS) {
      reportedMicros = deviceMicros;
      byte[] report = RtpJpeg.report(source, EPOCH_MICROS + deviceMicros, ticks, packets, octets);
      if (way == RtspDialog.Way.INTERLEAVED) {
        within(into, dialog.channel() + 1, report, report.length);
      } else {
        datagram(reports, report, report.length);
      }
    }
    rtp.send(
        picture,
        length,
        ticks,
        (bytes, size) -> {
          packets++;
          octets += size;
          if (way == RtspDialog.Way.INTERLEAVED) {
            within(into, dialog.channel(), bytes, size);
          } else {
            datagram(pictures, bytes, size);
          }
        });
    return at;
  }

  private void within(byte[] into, int channel, byte[] bytes, int length) {
    into[at] = INTERLEAVED;
    into[at + 1] = (byte) channel;
    into[at + 2] = (byte) (length >> 8);
    into[at + 3] = (byte) length;
    System.arraycopy(bytes, 0, into, at + 4, length);
    at += 4 + length;
  }

  private static void datagram(@Nullable DatagramSocket from, byte[] bytes, int length) {
    if (from == null) {
      return;
    }
    try {
      from.send(new DatagramPacket(bytes, length));
    } catch (IOException e) {
      // Nobody listens any more: datagrams are sent all the same.
    }
  }

  @Override
  public int open(int hostPort, int hostControlPort) {
    close();
    InetAddress host = InetAddress.getLoopbackAddress();
    for (int attempt = 0; attempt < 20; attempt++) {
      DatagramSocket first = null;
      try {
        first = new DatagramSocket(0, host);
        // The reports come from the port above, by old custom.
        DatagramSocket second = new DatagramSocket(first.getLocalPort() + 1, host);
        first.connect(new InetSocketAddress(host, hostPort));
        second.connect(new InetSocketAddress(host, hostControlPort));
        pictures = first;
        reports = second;
        return first.getLocalPort();
      } catch (SocketException | IllegalArgumentException e) {
        // That port is taken; another pair.
        if (first != null) {
          first.close();
        }
      }
    }
    return -1;
  }

  @Override
  public void close() {
    if (pictures != null) {
      pictures.close();
      pictures = null;
    }
    if (reports != null) {
      reports.close();
      reports = null;
    }
  }

  @Override
  public void restarted() {
    dialog.restart();
  }

  @Override
  public void unplugged() {
    dialog.restart();
  }

  @Override
  public boolean film(@Nullable ShownCode code) {
    camera.film(code);
    return true;
  }

  @Override
  public void spoil(PictureFault how, long untilSinceStartNanos) {
    camera.spoil(how, untilSinceStartNanos);
  }
}
