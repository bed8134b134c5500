package dev.handloom.device.sim.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtspDialogTest {
  private static final RtspDialog.Ports NONE =
      new RtspDialog.Ports() {
        @Override
        public int open(int hostPort, int hostControlPort) {
          return 6000;
        }

        @Override
        public void close() {}
      };

  private static final String BEGIN =
      request("OPTIONS", 1, "")
          + request("DESCRIBE", 2, "Accept: application/sdp\r\n")
          + request("SETUP", 3, "Transport: RTP/AVP/TCP;unicast;interleaved=2-3\r\n")
          + request("PLAY", 4, "Session: 48277\r\n");

  private static String request(String method, int number, String headers) {
    return method
        + " rtsp://127.0.0.1:5554/stream1 RTSP/1.0\r\nCSeq: "
        + number
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static RtspDialog open() {
    return new RtspDialog("", "", "n", NONE);
  }

  private static String say(RtspDialog dialog, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return dialog.accept(bytes, bytes.length);
  }

  private static int count(String text, String what) {
    return text.split(what, -1).length - 1;
  }

  @Test
  void aHostIsLedToThePictures() {
    RtspDialog dialog = open();
    String answers = say(dialog, BEGIN);
    assertEquals(4, count(answers, "RTSP/1.0 200 OK"), answers);
    assertTrue(answers.contains("Transport: RTP/AVP/TCP;unicast;interleaved=2-3"), answers);
    assertEquals(RtspDialog.Way.INTERLEAVED, dialog.way());
    assertEquals(2, dialog.channel());
    say(dialog, request("TEARDOWN", 5, "Session: 48277\r\n"));
    assertEquals(RtspDialog.Way.NONE, dialog.way());
  }

  @Test
  void datagramsAndWhatCannotBeHad() {
    RtspDialog dialog = open();
    String udp =
        say(dialog, request("SETUP", 3, "Transport: RTP/AVP;unicast;client_port=7000-7001\r\n"));
    assertTrue(udp.contains("client_port=7000-7001;server_port=6000-6001"), udp);
    String multicast = say(dialog, request("SETUP", 3, "Transport: RTP/AVP;multicast\r\n"));
    assertTrue(multicast.startsWith("RTSP/1.0 461"), multicast);
    assertTrue(say(open(), request("PLAY", 1, "")).startsWith("RTSP/1.0 454"));
    assertTrue(say(open(), request("RECORD", 1, "")).startsWith("RTSP/1.0 501"));
    assertTrue(say(open(), "GET / HTTP/1.1\r\n\r\n").startsWith("RTSP/1.0 400"));
  }

  @Test
  void anySplitOfTheBytesAndReportsOfTheHostBetweenMakeNoDifference() {
    String whole = say(open(), BEGIN);
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      RtspDialog dialog = open();
      byte[] bytes =
          (BEGIN.substring(0, BEGIN.indexOf("SETUP"))
                  + "$\3\0\4abcd"
                  + BEGIN.substring(BEGIN.indexOf("SETUP")))
              .getBytes(StandardCharsets.ISO_8859_1);
      StringBuilder answers = new StringBuilder();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(60));
        answers.append(dialog.accept(Arrays.copyOfRange(bytes, at, at + length), length));
        at += length;
      }
      assertEquals(whole, answers.toString(), "seed " + seed);
    }
  }

  @Test
  void garbageDoesNotTripIt() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      RtspDialog dialog = open();
      byte[] garbage = new byte[random.nextInt(10_000)];
      random.nextBytes(garbage);
      dialog.accept(garbage, garbage.length);
      dialog.restart();
      assertEquals(4, count(say(dialog, BEGIN), "RTSP/1.0 200 OK"), "seed " + seed);
    }
  }
}
