package dev.handloom.device.timecode;

/// The time code of one window, as it is shown now. One thread pulses; others look.
public final class ShownCode {
  /// The QR code changes seldom: a picture in which it does can hardly be read.
  private static final int QR_EVERY = 30;

  private static final long MILLI = 1_000_000L;

  private final PulseLog pulses = new PulseLog();
  private final int session;
  private volatile boolean[] qr;

  /// @param session drawn anew by each window
  public ShownCode(int session, long studioNanos) {
    this.session = session;
    qr = new QrWords(session, studioNanos / MILLI).modules();
  }

  /// The next count is shown from now on.
  ///
  /// @return the bits to show, as [CodeLayout#white] reads them
  public int pulse(long studioNanos) {
    long count = pulses.add(studioNanos);
    if (count % QR_EVERY == QR_EVERY - 1) {
      qr = new QrWords(session, studioNanos / MILLI).modules();
    }
    return CodeLayout.gray(count);
  }

  public PulseLog pulses() {
    return pulses;
  }

  public int session() {
    return session;
  }

  /// As [QrWords#modules] has it; another array when it has changed.
  public boolean[] qr() {
    return qr;
  }
}
