package dev.handloom.calibration.profile;

import dev.handloom.calibration.run.RunRecording;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /// Adds the samples from one on to the recording of a run under way; from the first, begins it.
  static void append(Path file, RunRecording recording, int from) throws ProfileException {
    try (FileChannel channel =
        from == 0
            ? FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)
            : FileChannel.open(file, StandardOpenOption.WRITE)) {
      int bytes = Long.BYTES + Integer.BYTES + Double.BYTES * recording.channels();
      ByteBuffer buffer = ByteBuffer.allocate(bytes * (recording.count() - from));
      for (int s = from; s < recording.count(); s++) {
        buffer.putLong(recording.nanos(s)).putInt(recording.hold(s));
        for (int c = 0; c < recording.channels(); c++) {
          buffer.putDouble(recording.value(s, c));
        }
      }
      // Whatever a crash left half written behind the last hold is written over.
      channel.position((long) bytes * from);
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new ProfileException("The run could not be kept: " + file, e);
    }
  }

  /// As many of the samples of a run under way as belong to its holds, and are there.
  static RunRecording readAppended(Path file, int channels, int most) throws ProfileException {
    RunRecording recording = new RunRecording(channels);
    double[] values = new double[channels];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int s = 0; s < most; s++) {
        long nanos = in.readLong();
        int hold = in.readInt();
        for (int c = 0; c < channels; c++) {
          values[c] = in.readDouble();
        }
        recording.add(nanos, hold, values);
      }
    } catch (EOFException | NoSuchFileException e) {
      // The holds are kept by themselves; of the recording there is what there is.
      return recording;
    } catch (IOException e) {
      throw new ProfileException("The run could not be read: " + file, e);
    }
    return recording;
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
