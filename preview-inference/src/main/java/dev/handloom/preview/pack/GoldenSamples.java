package dev.handloom.preview.pack;

import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.NumberType;
import dev.handloom.preview.wire.NumpyFile;
import dev.handloom.preview.wire.WireException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Questions whose answers are known: what a graph was given where it was made, and what came out
/// of it there. Whoever runs it elsewhere finds out whether it is still the same model.
///
/// The file is what NumPy writes with `savez`: an array `in.NAME` or `out.NAME` for each input and
/// output of the graph, the samples along its first axis.
public final class GoldenSamples {
  public static final String FILE = "golden.npz";

  /// How far a number may be off; times the number itself where that is above 1.
  public static final double TOLERANCE = 1e-4;

  private static final String IN = "in.";
  private static final String OUT = "out.";
  private static final String ARRAY = ".npy";
  private static final int MOST_SAMPLES = 1000;
  private static final int MOST_ARRAYS = 64;

  /// They are held in memory while the pack is tried.
  private static final int MOST_BYTES = 192 << 20;

  /// The first day that a zip can name: the same samples make the same file.
  private static final long EPOCH_MILLIS = 315_532_800_000L;

  private GoldenSamples() {}

  /// One question with its answer, as they go into the graph and come out of it.
  public record Sample(Map<String, NumberArray> inputs, Map<String, NumberArray> outputs) {
    public Sample {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
  }

  /// Whatever runs the graph.
  public interface Graph {
    Map<String, NumberArray> run(Map<String, NumberArray> inputs) throws PackException;
  }

  /// The number that is off by the most.
  ///
  /// @param sample counted from 0
  /// @param at where in the output, the last index running fastest
  public record Difference(
      int samples, int sample, String output, int at, double wanted, double got) {
    public double size() {
      return Math.abs(got - wanted);
    }

    private double share() {
      return size() / Math.max(1, Math.abs(wanted));
    }
  }

  /// @param samples all with the same names and shapes
  public static void write(Path file, List<Sample> samples) throws IOException {
    if (samples.isEmpty() || samples.size() > MOST_SAMPLES) {
      throw new IllegalArgumentException(samples.size() + " golden samples");
    }
    Map<String, NumberArray> arrays = new TreeMap<>();
    for (String name : samples.getFirst().inputs().keySet()) {
      arrays.put(IN + name, stacked(samples.stream().map(s -> s.inputs().get(name)).toList()));
    }
    for (String name : samples.getFirst().outputs().keySet()) {
      arrays.put(OUT + name, stacked(samples.stream().map(s -> s.outputs().get(name)).toList()));
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
        byte[] bytes = NumpyFile.write(array.getValue());
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(array.getKey() + ARRAY);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTime(EPOCH_MILLIS);
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
    }
  }

  private static NumberArray stacked(List<NumberArray> arrays) {
    NumberArray first = arrays.getFirst();
    int bytes = first.data().length;
    byte[] data = new byte[Math.multiplyExact(bytes, arrays.size())];
    for (int i = 0; i < arrays.size(); i++) {
      NumberArray array = arrays.get(i);
      if (array.type() != first.type() || !Arrays.equals(array.shape(), first.shape())) {
        throw new IllegalArgumentException("Golden samples of " + first + " and " + array);
      }
      System.arraycopy(array.data(), 0, data, i * bytes, bytes);
    }
    int[] shape = new int[first.shape().length + 1];
    shape[0] = arrays.size();
    System.arraycopy(first.shape(), 0, shape, 1, first.shape().length);
    return new NumberArray(first.type(), shape, data);
  }

  /// Reads a file that may come from anywhere; numbers that are none are refused.
  public static List<Sample> read(Path file) throws PackException {
    Map<String, NumberArray> arrays = new TreeMap<>();
    long bytes = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        boolean known = name.startsWith(IN) || name.startsWith(OUT);
        if (!known || !name.endsWith(ARRAY) || arrays.size() == MOST_ARRAYS) {
          throw wrong(file, "holds something that is no sample: " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          // What a zip says of its sizes is not believed.
          byte[] content = in.readNBytes((int) (MOST_BYTES - bytes) + 1);
          bytes += content.length;
          if (bytes > MOST_BYTES) {
            throw wrong(file, "holds more than " + (MOST_BYTES >> 20) + " MB");
          }
          String plain = name.substring(0, name.length() - ARRAY.length());
          arrays.put(plain, checked(file, plain, NumpyFile.read(content)));
        }
      }
    } catch (ZipException e) {
      throw new PackException(at(file) + " is no whole file of samples", e);
    } catch (WireException e) {
      throw new PackException(at(file) + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new PackException(at(file) + " could not be read", e);
    }
    return apart(file, arrays);
  }

  private static NumberArray checked(Path file, String name, NumberArray array)
      throws PackException {
    if (array.type() == NumberType.F16
        || array.type() == NumberType.F32
        || array.type() == NumberType.F64) {
      for (float value : array.floats()) {
        if (!Float.isFinite(value)) {
          throw wrong(file, "holds “" + value + "” in " + name + ", which proves nothing");
        }
      }
    }
    return array;
  }

  private static List<Sample> apart(Path file, Map<String, NumberArray> arrays)
      throws PackException {
    int count = -1;
    boolean outputs = false;
    for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
      int[] shape = array.getValue().shape();
      int here = shape.length == 0 ? 0 : shape[0];
      if (count >= 0 && here != count) {
        throw wrong(file, "has " + here + " samples in " + array.getKey() + ", not " + count);
      }
      count = here;
      outputs |= array.getKey().startsWith(OUT);
    }
    if (count < 1 || count > MOST_SAMPLES || !outputs) {
      throw wrong(
          file,
          outputs
              ? "has " + count + " samples, and must have from 1 to " + MOST_SAMPLES
              : "holds no answers, as out.actions");
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, NumberArray> in = new LinkedHashMap<>();
      Map<String, NumberArray> out = new LinkedHashMap<>();
      for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
        boolean input = array.getKey().startsWith(IN);
        String name = array.getKey().substring(input ? IN.length() : OUT.length());
        (input ? in : out).put(name, one(array.getValue(), i));
      }
      samples.add(new Sample(in, out));
    }
    return samples;
  }

  private static NumberArray one(NumberArray all, int i) {
    int bytes = all.data().length / all.shape()[0];
    return new NumberArray(
        all.type(),
        Arrays.copyOfRange(all.shape(), 1, all.shape().length),
        Arrays.copyOfRange(all.data(), i * bytes, (i + 1) * bytes));
  }

  /// Runs every sample through the graph.
  ///
  /// @return the number that is off by the most, yet not by too much
  /// @throws PackException where one is off by more than [#TOLERANCE]
  public static Difference verify(List<Sample> samples, Graph graph) throws PackException {
    Difference worst = new Difference(samples.size(), 0, "", 0, 0, 0);
    for (int i = 0; i < samples.size(); i++) {
      Map<String, NumberArray> got = graph.run(samples.get(i).inputs());
      for (Map.Entry<String, NumberArray> wanted : samples.get(i).outputs().entrySet()) {
        NumberArray found = got.get(wanted.getKey());
        if (found == null || !Arrays.equals(found.shape(), wanted.getValue().shape())) {
          throw new PackException(
              "Golden sample "
                  + i
                  + " knows the answer “"
                  + wanted.getKey()
                  + "” as "
                  + wanted.getValue()
                  + ", and the model gives "
                  + (found == null ? "none" : found));
        }
        Difference here =
            worst(samples.size(), i, wanted.getKey(), wanted.getValue().floats(), found.floats());
        worst = worse(here, worst) ? here : worst;
      }
    }
    // Not above is asked, so that a NaN fails too.
    if (!(worst.share() <= TOLERANCE)) {
      throw new PackException(
          String.format(
              java.util.Locale.ROOT,
              "Golden sample %d does not come out as it should: number %d of %s is %.6g, and must"
                  + " be %.6g. At most %.0e may lie between; the weights are not those of the"
                  + " samples, or this machine computes otherwise.",
              worst.sample(),
              worst.at(),
              worst.output(),
              worst.got(),
              worst.wanted(),
              TOLERANCE));
    }
    return worst;
  }

  /// What is no number is worse than any number.
  private static boolean worse(Difference here, Difference worst) {
    return worst.output().isEmpty()
        || (!Double.isNaN(worst.share()) && !(here.share() <= worst.share()));
  }

  private static Difference worst(
      int samples, int sample, String output, float[] wanted, float[] got) {
    Difference worst = new Difference(samples, sample, output, 0, 0, 0);
    for (int i = 0; i < wanted.length; i++) {
      Difference here = new Difference(samples, sample, output, i, wanted[i], got[i]);
      worst = i == 0 || worse(here, worst) ? here : worst;
    }
    return worst;
  }

  private static String at(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static PackException wrong(Path file, String what) {
    return new PackException(at(file) + " " + what);
  }
}
