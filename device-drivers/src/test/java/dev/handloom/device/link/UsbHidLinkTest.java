package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UsbHidLinkTest {
  @Test
  void aFeatureReportBeginsWithItsNumber() {
    byte[] into = new byte[6];
    assertEquals(4, UsbHidLink.withNumber(5, new byte[] {11, 12, 13, 0, 0, 0}, 4, into));
    assertArrayEquals(new byte[] {5, 11, 12, 13, 0, 0}, into);
  }

  @Test
  void noMoreIsClaimedThanThereIsRoomFor() {
    byte[] into = new byte[3];
    assertEquals(3, UsbHidLink.withNumber(5, new byte[] {11, 12, 13}, 40, into));
    assertArrayEquals(new byte[] {5, 11, 12}, into);
    assertEquals(0, UsbHidLink.withNumber(5, new byte[3], 0, into));
  }
}
