package dev.handloom.device.sim.truth;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Map;

/// All that is true of a running simulated rig.
public final class Truth {
  private final ScriptedPerson person;
  private final long startNanos;
  private final Map<String, CaptureLog> logs;

  public Truth(ScriptedPerson person, long startNanos, Map<String, CaptureLog> logs) {
    this.person = person;
    this.startNanos = startNanos;
    this.logs = Map.copyOf(logs);
  }

  /// Studio time at which the programme began.
  public long startNanos() {
    return startNanos;
  }

  /// The person and the things at a studio time.
  public Moment at(long studioNanos) {
    return person.at(studioNanos - startNanos);
  }

  /// Joint angles of a hand at a studio time, as [dev.handloom.device.hand.HandAngles] has them.
  public double[] angles(HandSide side, long studioNanos) {
    return at(studioNanos).angles(side);
  }

  /// When the samples of a device were taken. Its counts are the sequence numbers of devices that
  /// send such numbers; those of a glove count its packets since it was switched on.
  public CaptureLog log(String device) {
    CaptureLog log = logs.get(device);
    if (log == null) {
      throw new IllegalArgumentException("No such simulated device: " + device);
    }
    return log;
  }

  /// True capture time of the newest sample that had been sent by the given studio time; for
  /// streams whose samples carry no number.
  public long capturedNanosOfLatestBefore(String device, long studioNanos) {
    CaptureLog log = log(device);
    for (long i = log.count() - 1; i >= 0; i--) {
      long sent = log.sentNanos(i);
      if (sent != CaptureLog.UNKNOWN && sent <= studioNanos) {
        return log.capturedNanos(i);
      }
      if (log.capturedNanos(i) == CaptureLog.UNKNOWN) {
        break;
      }
    }
    return CaptureLog.UNKNOWN;
  }
}
