package dev.handloom.device.picture;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.stream.PictureSpell;
import dev.handloom.device.stream.PictureSpells;
import dev.handloom.device.stream.Sample;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/// Looks at the pictures of one stream, one after the other: at the bytes of each, and four times a
/// second at what is to be seen.
public final class PictureJudge {
  /// So many of the same, and for so long, and it is frozen.
  private static final int FROZEN_PICTURES = 5;

  private static final long FROZEN_NANOS = 1_000_000_000L;

  /// Repeated pictures this close together are told as one.
  private static final long REPEATED_APART_NANOS = 2_000_000_000L;

  private static final long LOOK_EVERY_NANOS = 250_000_000L;

  /// No brighter on the whole, and in no place: a covered lens has noise and stray light, too.
  private static final double BLACK_MEAN = 12;

  private static final double BLACK_BRIGHTEST = 40;
  private static final long BLACK_NANOS = 1_000_000_000L;
  private static final long BLURRED_NANOS = 3_000_000_000L;

  private final FrameFormat format;
  private final PictureSpells spells;
  private final CRC32C crc = new CRC32C();
  private final JpegLuma jpeg = new JpegLuma();
  private final Luma luma = new Luma();
  private final Sharpness sharpness = new Sharpness();
  private byte[] scratch = new byte[0];

  private boolean any;
  private long lastSum;
  private int lastLength;
  private long lastNanos;
  private long sameFromNanos;
  private long same;
  private boolean frozen;
  private long repeated;
  private long repeatedFromNanos;
  private long repeatedUntilNanos;
  private long nextLook = Long.MIN_VALUE;
  private final Lasting black = new Lasting(PictureFault.BLACK, BLACK_NANOS);
  private final Lasting blurred = new Lasting(PictureFault.BLURRED, BLURRED_NANOS);

  public PictureJudge(FrameFormat format, PictureSpells spells) {
    this.format = format;
    this.spells = spells;
  }

  /// Looks at the next picture.
  ///
  /// @param follows false if pictures before it were missed
  public void look(Sample picture, boolean follows) {
    if (picture.payloadLength <= 0) {
      any = false;
      return;
    }
    long now = picture.captureNanos;
    crc.reset();
    crc.update(picture.payload.asSlice(0, picture.payloadLength).asByteBuffer());
    long sum = crc.getValue();
    boolean equal = any && follows && sum == lastSum && picture.payloadLength == lastLength;
    if (equal) {
      same++;
      standsStill(now);
    } else {
      moved();
      sameFromNanos = now;
      if (now - repeatedUntilNanos > REPEATED_APART_NANOS) {
        repeatedEnds();
      }
    }
    any = true;
    lastSum = sum;
    lastLength = picture.payloadLength;
    lastNanos = now;
    black.picture();
    blurred.picture();
    if (now >= nextLook || now < nextLook - 2 * LOOK_EVERY_NANOS) {
      nextLook = now + LOOK_EVERY_NANOS;
      if (measure(picture)) {
        judge(now);
      }
    }
  }

  /// Nothing has come for a while: what comes next has nothing to do with what came before.
  public void pause() {
    moved();
    repeatedEnds();
    black.not();
    blurred.not();
    sharpness.forget();
    any = false;
    nextLook = Long.MIN_VALUE;
  }

  private void standsStill(long now) {
    // The first of them was a good picture.
    if (same + 1 >= FROZEN_PICTURES && now - sameFromNanos >= FROZEN_NANOS) {
      frozen = true;
      spells.goesOn(new PictureSpell(PictureFault.FROZEN, sameFromNanos, now, same));
    }
  }

  private void moved() {
    if (frozen) {
      spells.ended(PictureFault.FROZEN);
    } else if (same > 0) {
      if (repeated == 0) {
        repeatedFromNanos = sameFromNanos;
      }
      repeated += same;
      repeatedUntilNanos = lastNanos;
      spells.goesOn(
          new PictureSpell(PictureFault.REPEATED, repeatedFromNanos, repeatedUntilNanos, repeated));
    }
    frozen = false;
    same = 0;
  }

  private void repeatedEnds() {
    if (repeated > 0) {
      spells.ended(PictureFault.REPEATED);
      repeated = 0;
    }
  }

  private boolean measure(Sample picture) {
    if (format.pixels() == FrameFormat.Pixels.BGRA) {
      return BgraLuma.measure(format, picture.payload, picture.payloadLength, luma);
    }
    if (scratch.length < picture.payloadLength) {
      scratch = new byte[picture.payloadLength + picture.payloadLength / 2];
    }
    MemorySegment.copy(
        picture.payload, ValueLayout.JAVA_BYTE, 0, scratch, 0, picture.payloadLength);
    return jpeg.measure(scratch, picture.payloadLength, luma);
  }

  private void judge(long now) {
    boolean dark = luma.mean < BLACK_MEAN && luma.brightest < BLACK_BRIGHTEST;
    black.is(dark, now);
    blurred.is(!dark && sharpness.gone(luma), now);
  }

  /// A fault that counts once it has lasted.
  private final class Lasting {
    private final PictureFault fault;
    private final long leastNanos;
    private boolean suspected;
    private boolean told;
    private long fromNanos;
    private long pictures;

    Lasting(PictureFault fault, long leastNanos) {
      this.fault = fault;
      this.leastNanos = leastNanos;
    }

    void picture() {
      pictures++;
    }

    void is(boolean faulty, long now) {
      if (!faulty) {
        not();
        return;
      }
      if (!suspected) {
        suspected = true;
        fromNanos = now;
        pictures = 1;
      }
      if (now - fromNanos >= leastNanos) {
        told = true;
        spells.goesOn(new PictureSpell(fault, fromNanos, now, pictures));
      }
    }

    void not() {
      suspected = false;
      if (told) {
        told = false;
        spells.ended(fault);
      }
    }
  }
}
