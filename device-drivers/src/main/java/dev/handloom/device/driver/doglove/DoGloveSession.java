package dev.handloom.device.driver.doglove;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.encoderboard.BoardDecoder;
import dev.handloom.device.driver.encoderboard.EncoderHealth;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the board's frames, makes angles of them, and sees to the actuators.
final class DoGloveSession implements DriverSession, BoardDecoder.Sink {
  private static final int WAIT_MILLIS = 100;
  private static final double FULL_TURN = 2 * Math.PI;
  private static final double MICROVOLTS = 1e6;
  private static final int JOINTS = GloveJoint.ENCODERS.size();

  private final ByteLink link;
  private final StreamWriter joints;
  private final @Nullable StreamWriter voltages;
  private final boolean zeroed;
  private final BoardDecoder decoder = new BoardDecoder(DoGloveDriver.WORDS, this);
  private final EncoderHealth health;
  private final HapticLine haptics;
  private final double[] encoders = new double[JOINTS];
  private boolean begun;
  private final byte[] block = new byte[4096];

  DoGloveSession(ByteLink link, List<StreamWriter> streams, GloveJoint.Zeroing zeroing) {
    this.link = link;
    joints = streams.get(0);
    voltages = streams.size() > 1 ? streams.get(1) : null;
    zeroed = zeroing == GloveJoint.Zeroing.JOINT;
    health = new EncoderHealth("DOGlove", GloveJoint.names(GloveJoint.ENCODERS));
    haptics = new HapticLine(link);
  }

  @Override
  public void pump() throws IOException {
    if (!begun) {
      begun = true;
      haptics.begin();
    }
    int got = link.read(block, 0, block.length, haptics.serve(WAIT_MILLIS));
    long arrival = link.arrivalNanos();
    if (got > 0) {
      decoder.accept(block, got, arrival);
    } else {
      decoder.quiet(arrival);
    }
  }

  @Override
  public void frame(long arrivalNanos) {
    double reference = (decoder.word(0) & 0xFFFF_FFFFL) / MICROVOLTS;
    if (!health.reference(reference)) {
      decoder.refuse(arrivalNanos);
      return;
    }
    double[] values = joints.values();
    for (int j = 0; j < JOINTS; j++) {
      encoders[j] = BoardDecoder.volts(decoder.word(1 + j)) / reference * FULL_TURN;
      values[j] = zeroed ? GloveJoint.ENCODERS.get(j).angle(encoders[j]) : encoders[j];
    }
    health.angles(encoders);
    joints.publish(decoder.millis(), arrivalNanos);
    if (voltages != null) {
      double[] all = voltages.values();
      all[0] = reference;
      for (int j = 0; j < JOINTS; j++) {
        all[1 + j] = BoardDecoder.volts(decoder.word(1 + j));
      }
      voltages.publishBeside(joints);
    }
  }

  @Override
  public void bad(byte[] bytes, int offset, int length, long arrivalNanos) {
    joints.bad(bytes, offset, length, arrivalNanos);
  }

  @Override
  public void obey(Command command) throws IOException {
    switch (command.id()) {
      case DoGloveDriver.VIBRATE -> {
        double[] with = command.values();
        haptics.vibrate(
            (int) Math.round(with[0]),
            (int) Math.round(with[1]),
            (int) Math.round(with[2]),
            with[3]);
      }
      case DoGloveDriver.STILL -> haptics.still();
      default -> DriverSession.super.obey(command);
    }
  }

  @Override
  public DeviceReport report() {
    return health.report();
  }

  @Override
  public void end() throws IOException {
    haptics.end();
  }
}
