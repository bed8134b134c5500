package dev.handloom.store.jxl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The libjxl that is installed on this computer. Pictures of three colours of eight bits each are
/// unpacked by it, on the thread that asks.
public final class JpegXl {
  private static final Logger LOG = LoggerFactory.getLogger(JpegXl.class);
  private static final int COLOURS = 3;
  private static final int BITS = 8;

  // Versions as JxlDecoderVersion counts them. What comes after 0 may lay its structures out anew.
  private static final int OLDEST = 7_000;
  private static final int BEYOND = 1_000_000;

  /// The newest whose name is known; a later one is found by the name without a version.
  private static final int NEWEST_NAME = 12;

  private static final int OLDEST_NAME = 7;

  // JxlDecoderStatus and JxlDataType of jxl/decode.h and jxl/types.h.
  private static final int SUCCESS = 0;
  private static final int NEED_MORE_INPUT = 2;
  private static final int NEED_IMAGE_OUT_BUFFER = 5;
  private static final int BASIC_INFO = 0x40;
  private static final int FULL_IMAGE = 0x1000;
  private static final int UINT8 = 2;

  // JxlBasicInfo of jxl/codestream_header.h: 204 bytes, with room for more.
  private static final long INFO_BYTES = 1024;
  private static final long INFO_WIDTH = 4;
  private static final long INFO_HEIGHT = 8;
  private static final long INFO_BITS = 12;

  // How a bare picture begins, and one in a container.
  private static final byte[] BARE = {(byte) 0xFF, 0x0A};
  private static final byte[] BOXED = {
    0, 0, 0, 0xC, 'J', 'X', 'L', ' ', '\r', '\n', (byte) 0x87, '\n'
  };

  private static @Nullable JpegXl found;

  private final JxlCalls calls;

  private JpegXl(JxlCalls calls) {
    this.calls = calls;
  }

  /// Looks for it. What was not there is looked for again the next time: a person may have
  /// installed it in between.
  public static synchronized Optional<JpegXl> find() {
    if (found == null) {
      found = first(names(System.getProperty("os.name", ""))).orElse(null);
    }
    return Optional.ofNullable(found);
  }

  /// What the library may be called here, the newest first.
  static List<String> names(String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.contains("win")) {
      return List.of("jxl.dll", "libjxl.dll");
    }
    if (lower.contains("mac")) {
      // A program that was not started in a terminal does not look into the folders of Homebrew.
      return List.of(
          "libjxl.dylib",
          "/opt/homebrew/lib/libjxl.dylib",
          "/usr/local/lib/libjxl.dylib",
          "/opt/local/lib/libjxl.dylib");
    }
    List<String> names = new ArrayList<>();
    for (int minor = NEWEST_NAME; minor >= OLDEST_NAME; minor--) {
      names.add("libjxl.so.0." + minor);
    }
    names.add("libjxl.so");
    return names;
  }

  /// The first of the names that leads to a library that can be used.
  @SuppressWarnings("restricted") // The process is started with native access enabled.
  static Optional<JpegXl> first(List<String> names) {
    for (String name : names) {
      try {
        JxlCalls calls = new JxlCalls(SymbolLookup.libraryLookup(name, Arena.global()));
        int version = calls.version();
        if (version >= OLDEST && version < BEYOND) {
          LOG.info("JPEG XL is unpacked by {}, version {}", name, version);
          return Optional.of(new JpegXl(calls));
        }
        LOG.info("{} has version {}, which is not used", name, version);
      } catch (IllegalArgumentException | NoSuchElementException e) {
        LOG.debug("No {} here: {}", name, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /// What a person does to have it, as a sentence without its full stop.
  public static String advice() {
    return advice(System.getProperty("os.name", ""));
  }

  static String advice(String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.contains("win")) {
      return "Install libjxl 0.7 or newer, so that its jxl.dll lies in a folder of the PATH";
    }
    return lower.contains("mac")
        ? "Install libjxl (Homebrew: “brew install jpeg-xl”)"
        : "Install libjxl 0.7 or newer (Debian and Ubuntu: the package libjxl0.7, or the newer one"
            + " of your release, such as libjxl0.11)";
  }

  /// Unpacks pictures that lie one behind the other in one piece.
  ///
  /// @param frames how many there must be
  /// @return red, green and blue of each pixel, row by row
  public byte[] unpack(byte[] packed, int frames, int height, int width) throws JxlException {
    int each = Math.multiplyExact(Math.multiplyExact(width, height), COLOURS);
    if (!begins(packed, BARE) && !begins(packed, BOXED)) {
      throw new JxlException("A picture in it is damaged, or is no JPEG XL.");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, packed);
      MemorySegment decoder = calls.create();
      if (decoder.equals(MemorySegment.NULL)) {
        throw new JxlException("There is no memory left to unpack a picture.");
      }
      try {
        if (calls.subscribe(decoder, BASIC_INFO | FULL_IMAGE) != SUCCESS
            || calls.input(decoder, in) != SUCCESS
            || calls.process(decoder) != BASIC_INFO) {
          throw new JxlException("A picture in it is damaged.");
        }
        compare(arena, decoder, height, width);
        return pixels(arena, decoder, frames, each).toArray(ValueLayout.JAVA_BYTE);
      } finally {
        calls.destroy(decoder);
      }
    }
  }

  private static boolean begins(byte[] packed, byte[] with) {
    return packed.length >= with.length
        && Arrays.equals(packed, 0, with.length, with, 0, with.length);
  }

  private void compare(Arena arena, MemorySegment decoder, int height, int width)
      throws JxlException {
    MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
    if (calls.basicInfo(decoder, info) != SUCCESS) {
      throw new JxlException("A picture in it does not say its size.");
    }
    long wide = Integer.toUnsignedLong(info.get(ValueLayout.JAVA_INT, INFO_WIDTH));
    long high = Integer.toUnsignedLong(info.get(ValueLayout.JAVA_INT, INFO_HEIGHT));
    long bits = Integer.toUnsignedLong(info.get(ValueLayout.JAVA_INT, INFO_BITS));
    if (wide != width || high != height) {
      throw new JxlException(
          "A picture in it says that it has %d × %d pixels; it must have %d × %d."
              .formatted(wide, high, width, height));
    }
    if (bits != BITS) {
      throw new JxlException("A picture in it has " + bits + " bits a colour; 8 are read.");
    }
  }

  private MemorySegment pixels(Arena arena, MemorySegment decoder, int frames, int each)
      throws JxlException {
    MemorySegment format = arena.allocate(JxlCalls.FORMAT);
    format.set(ValueLayout.JAVA_INT, 0, COLOURS);
    format.set(ValueLayout.JAVA_INT, Integer.BYTES, UINT8);
    MemorySegment needed = arena.allocate(ValueLayout.JAVA_LONG);
    MemorySegment pixels = arena.allocate(Math.multiplyExact(each, frames));
    int begun = 0;
    int whole = 0;
    while (true) {
      switch (calls.process(decoder)) {
        case NEED_IMAGE_OUT_BUFFER -> {
          if (begun == frames) {
            throw new JxlException("There are more pictures in a piece than the " + frames + ".");
          }
          MemorySegment into = pixels.asSlice((long) begun++ * each, each);
          if (calls.outSize(decoder, format, needed) != SUCCESS
              || needed.get(ValueLayout.JAVA_LONG, 0) != each
              || calls.out(decoder, format, into) != SUCCESS) {
            throw new JxlException("A picture in it is not one of three colours.");
          }
        }
        case FULL_IMAGE -> whole++;
        case SUCCESS -> {
          if (whole != frames) {
            throw new JxlException(
                "A piece has " + whole + " pictures; it must have " + frames + ".");
          }
          return pixels;
        }
        case NEED_MORE_INPUT -> {
          if (whole != frames) {
            throw new JxlException("A picture in it ends before its end.");
          }
          return pixels; // A container need not say where its last box ends.
        }
        default -> throw new JxlException("A picture in it is damaged.");
      }
    }
  }
}
