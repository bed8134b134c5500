package dev.handloom.device.driver.dexumi;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.encoderboard.BoardDecoder;
import dev.handloom.device.driver.encoderboard.EncoderHealth;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads frames and makes angles or forces of them.
final class DexUmiSession implements DriverSession, BoardDecoder.Sink {
  private static final int WAIT_MILLIS = 100;
  private static final double FULL_TURN = 2 * Math.PI;

  private final ByteLink link;
  private final Build build;
  private final StreamWriter main;
  private final @Nullable StreamWriter voltages;
  private final BoardDecoder decoder;
  private final EncoderHealth health;
  private final byte[] block = new byte[4096];

  DexUmiSession(ByteLink link, List<StreamWriter> streams, Build build) {
    this.link = link;
    this.build = build;
    main = streams.get(0);
    voltages = streams.size() > 1 ? streams.get(1) : null;
    decoder = build.decoder(this);
    health = new EncoderHealth("DexUMI " + build.title, build.joints);
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    if (got > 0) {
      decoder.accept(block, got, arrival);
    } else {
      decoder.quiet(arrival);
    }
  }

  @Override
  public void frame(long arrivalNanos) {
    double[] values = main.values();
    if (build == Build.FSR) {
      int forces = decoder.word(build.words - 1);
      values[0] = forces & 0xFFFF;
      values[1] = forces >>> 16;
    } else {
      double reference = BoardDecoder.volts(decoder.word(build.reference()));
      if (!health.reference(reference)) {
        decoder.refuse(arrivalNanos);
        return;
      }
      for (int j = 0; j < build.joints.size(); j++) {
        values[j] = BoardDecoder.volts(decoder.word(j)) / reference * FULL_TURN;
      }
      health.angles(values);
    }
    main.publish(decoder.millis(), arrivalNanos);
    if (voltages != null) {
      double[] all = voltages.values();
      for (int v = 0; v < all.length; v++) {
        all[v] = BoardDecoder.volts(decoder.word(v));
      }
      voltages.publishBeside(main);
    }
  }

  @Override
  public void bad(byte[] bytes, int offset, int length, long arrivalNanos) {
    main.bad(bytes, offset, length, arrivalNanos);
  }

  @Override
  public DeviceReport report() {
    return health.report();
  }
}
