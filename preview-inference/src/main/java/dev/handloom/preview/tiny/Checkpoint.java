package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Adam;
import dev.handloom.store.disk.Durable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// A training on disk, whole or not at all: a new one takes the place of the old one once it is
/// written.
public final class Checkpoint {
  public static final String FILE = "checkpoint";
  private static final int MAGIC = 0x54574332;

  private final Path folder;
  private final Path file;
  private final String of;

  /// @param of what the training is of: episodes, seed, shape. Another one's checkpoint is not gone
  ///   on from
  public Checkpoint(Path folder, String of) {
    this.folder = folder;
    file = folder.resolve(FILE);
    this.of = of;
  }

  void write(float[] weights, Adam adam, TrainState state) throws IOException {
    Durable.makeFolders(folder);
    Path next = file.resolveSibling(FILE + ".next");
    try {
      write(next, weights, adam, state);
    } catch (IOException e) {
      // Half of one is worth nothing, and a full disk needs the room.
      Files.deleteIfExists(next);
      throw e;
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path next, float[] weights, Adam adam, TrainState state) throws IOException {
    try (FileOutputStream to = new FileOutputStream(next.toFile());
        CheckedOutputStream sum = new CheckedOutputStream(to, new CRC32());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(sum, 1 << 16))) {
      out.writeInt(MAGIC);
      out.writeUTF(of);
      out.writeInt(weights.length);
      floats(out, weights);
      floats(out, state.best);
      floats(out, state.mean);
      adam.write(out);
      out.writeInt(state.step);
      out.writeLong(state.nanos);
      out.writeInt(state.stale);
      out.writeDouble(state.bestScore);
      doubles(out, state.loss);
      out.writeInt(state.looks.size());
      for (Look look : state.looks) {
        out.writeInt(look.step());
        doubles(out, look.planLoss(), look.stateLoss(), look.dreamLoss());
        write(out, look.scores());
      }
      out.flush();
      out.writeLong(sum.getChecksum().getValue());
      out.flush();
      to.getFD().sync();
    }
  }

  /// Goes on from what was kept.
  ///
  /// @return null where nothing was kept, or what was kept is of another training or damaged: then
  ///   weights and Adam are as they were
  @Nullable TrainState read(float[] weights, Adam adam) throws IOException {
    if (!whole(weights.length)) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.readInt();
      in.readUTF();
      in.readInt();
      floats(in, weights);
      TrainState state = new TrainState(floats(in, new float[weights.length]));
      floats(in, state.mean);
      adam.read(in);
      state.step = in.readInt();
      state.nanos = in.readLong();
      state.stale = in.readInt();
      state.bestScore = in.readDouble();
      System.arraycopy(doubles(in), 0, state.loss, 0, state.loss.length);
      int looks = in.readInt();
      for (int i = 0; i < looks; i++) {
        int step = in.readInt();
        double[] loss = doubles(in);
        state.looks.add(new Look(step, loss[0], loss[1], loss[2], scores(in)));
      }
      return state;
    }
  }

  /// Whether a checkpoint of this training lies there, undamaged.
  private boolean whole(int count) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    long size = Files.size(file);
    CheckedInputStream sum = new CheckedInputStream(Files.newInputStream(file), new CRC32());
    try (DataInputStream in = new DataInputStream(sum)) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(of) || in.readInt() != count) {
        return false;
      }
    } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
      return false;
    }
    CRC32 found = new CRC32();
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] part = new byte[1 << 16];
      long left = size - Long.BYTES;
      while (left > 0) {
        int read = in.read(part, 0, (int) Math.min(part.length, left));
        if (read < 0) {
          return false;
        }
        found.update(part, 0, read);
        left -= read;
      }
      return new DataInputStream(in).readLong() == found.getValue();
    }
  }

  public void forget() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(FILE + ".next"));
  }

  private static void write(DataOutputStream out, Scores scores) throws IOException {
    doubles(out, scores.actionError(), scores.standStill());
    doubles(out, scores.skill());
    doubles(out, scores.skillTold());
    doubles(out, scores.skillAll());
    doubles(out, scores.stateError());
    doubles(out, scores.stateStill());
    doubles(out, scores.moving());
    out.writeInt(scores.examples());
  }

  private static Scores scores(DataInputStream in) throws IOException {
    double[] action = doubles(in);
    return new Scores(
        action[0],
        action[1],
        doubles(in),
        doubles(in),
        doubles(in),
        doubles(in),
        doubles(in),
        doubles(in),
        in.readInt());
  }

  private static void floats(DataOutputStream out, float[] numbers) throws IOException {
    for (float number : numbers) {
      out.writeFloat(number);
    }
  }

  private static float[] floats(DataInputStream in, float[] into) throws IOException {
    for (int i = 0; i < into.length; i++) {
      into[i] = in.readFloat();
    }
    return into;
  }

  private static void doubles(DataOutputStream out, double... numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    double[] numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }
}
