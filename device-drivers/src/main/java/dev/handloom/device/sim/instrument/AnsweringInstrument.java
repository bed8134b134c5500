package dev.handloom.device.sim.instrument;

/// A device that says nothing unless it is asked.
public interface AnsweringInstrument extends Instrument {
  @Override
  default int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    return 0;
  }

  @Override
  default boolean listens() {
    return true;
  }
}
