package dev.handloom.device.driver.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A call's number holds the size of its structure: where the last field ends, the structure must
/// nearly end as well. The sizes are those that a C compiler gave on x86_64.
class StructsTest {
  private static final Map<Long, int[]> SIZES = new HashMap<>();

  /// The size, and where the last field that is used here ends.
  private static void size(long call, int bytes, int used) {
    SIZES.put(call, new int[] {bytes, used});
  }

  static {
    size(Structs.QUERYCAP, 104, Structs.Capability.NODE + 4);
    size(Structs.ENUM_FMT, 64, Structs.Description.FOURCC + 4);
    size(Structs.S_FMT, 208, Structs.Format.RANGE + 4);
    size(Structs.REQBUFS, 20, Structs.Request.MEMORY + 4);
    size(Structs.QUERYBUF, 88, Structs.Buffer.LENGTH + 4);
    size(Structs.QBUF, 88, Structs.Buffer.LENGTH + 4);
    size(Structs.DQBUF, 88, Structs.Buffer.LENGTH + 4);
    size(Structs.STREAMON, 4, 4);
    size(Structs.STREAMOFF, 4, 4);
    size(Structs.S_PARM, 204, Structs.Parameters.DENOMINATOR + 4);
    size(Structs.G_CTRL, 8, Structs.Control.VALUE + 4);
    size(Structs.S_CTRL, 8, Structs.Control.VALUE + 4);
    size(Structs.QUERYCTRL, 68, Structs.Control.FLAGS + 4);
    size(Structs.ENUM_FRAMESIZES, 44, Structs.Sizes.FIRST + 24);
    size(Structs.ENUM_FRAMEINTERVALS, 52, Structs.Intervals.FIRST + 24);
  }

  @Test
  void everyCallCarriesTheSizeOfItsStructure() {
    SIZES.forEach((call, size) -> {
      assertEquals('V', (int) (call >> 8) & 0xFF, Long.toHexString(call));
      assertEquals(size[0], Structs.size(call), Long.toHexString(call));
      assertTrue(size[1] <= size[0], Long.toHexString(call));
      assertTrue(size[0] <= Structs.LARGEST, Long.toHexString(call));
    });
  }
}
