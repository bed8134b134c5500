package dev.handloom.calibration.profile;

import dev.handloom.calibration.run.RunRecording;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Everything a glove said in a run, packed: times, the hold that was waited for, values as they
/// came.
final class RecordingFile {
  private static final int MAGIC = 0x48_4C_52_31;

  /// An hour of a skeleton's glove at 120 Hz: a file that claims more is damaged.
  private static final long MOST_VALUES = 100_000_000;

  private RecordingFile() {}

  static void write(Path file, RunRecording recording) throws ProfileException {
    try {
      ProfileFile.replace(file, packed(recording));
    } catch (IOException e) {
      throw new ProfileException("The recording of the run could not be written: " + file, e);
    }
  }

  private static byte[] packed(RunRecording recording) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(MAGIC);
      out.writeInt(recording.channels());
      out.writeInt(recording.count());
      for (int s = 0; s < recording.count(); s++) {
        out.writeLong(recording.nanos(s));
        out.writeInt(recording.hold(s));
        for (int c = 0; c < recording.channels(); c++) {
          out.writeDouble(recording.value(s, c));
        }
      }
    }
    return bytes.toByteArray();
  }

  static RunRecording read(Path file) throws ProfileException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file))))) {
      int magic = in.readInt();
      int channels = in.readInt();
      int count = in.readInt();
      if (magic != MAGIC || channels < 1 || count < 0 || (long) channels * count > MOST_VALUES) {
        throw new ProfileException("This is no recording of a run: " + file);
      }
      RunRecording recording = new RunRecording(channels);
      double[] values = new double[channels];
      for (int s = 0; s < count; s++) {
        long nanos = in.readLong();
        int hold = in.readInt();
        for (int c = 0; c < channels; c++) {
          values[c] = in.readDouble();
        }
        recording.add(nanos, hold, values);
      }
      return recording;
    } catch (IOException e) {
      throw new ProfileException("The recording of the run could not be read: " + file, e);
    }
  }
}
