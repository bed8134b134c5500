package dev.handloom.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.BadFrames;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What every driver that asks its device has to bear, tried on the real driver with seeded
/// randomness:
///
/// - any split of an answer yields the same samples;
/// - garbage before and after answers costs no sample, and is counted;
/// - answers that are cut or do not come cost their own sample and no other, and are counted;
/// - answers that come late are never taken for those to a later question;
/// - random answers throw nothing, make nothing grow, and are no samples.
///
/// ```java
/// AskedProperties.of("feetech", settings, question -> question[4] == SYNC_READ, device).hold();
/// ```
public final class AskedProperties {
  /// A device that answers every question at once.
  @FunctionalInterface
  public interface Device {
    /// @param cycle counts the cycles begun, from 0; before the first −1. What it measures must
    ///   follow from that alone
    byte[] answer(byte[] question, int cycle);
  }

  private static final int SEEDS = 8;
  private static final int CYCLES = 40;

  private final String driver;
  private final Map<String, String> settings;
  private final Predicate<byte[]> begins;
  private final Device device;
  private boolean mayBeLate = true;

  private AskedProperties(
      String driver, Map<String, String> settings, Predicate<byte[]> begins, Device device) {
    this.driver = driver;
    this.settings = settings;
    this.begins = begins;
    this.device = device;
  }

  /// @param begins whether a question is the first of those that make a sample
  public static AskedProperties of(
      String driver, Map<String, String> settings, Predicate<byte[]> begins, Device device) {
    Map<String, String> quick = new HashMap<>(Map.of("rate_hz", "100000", "answer_ms", "150"));
    quick.putAll(settings);
    return new AskedProperties(driver, quick, begins, device);
  }

  /// The protocol has no question that would tell late answers from others.
  public AskedProperties exceptLateAnswers() {
    mayBeLate = false;
    return this;
  }

  /// What becomes of an answer.
  private interface Fate {
    /// @param begins whether it is to the first question of a cycle
    List<byte[]> of(byte[] answer, boolean begins, int cycle);
  }

  private record Result(DriverUnderTest driver, List<String> samples) {}

  private Result run(Fate fate) throws Exception {
    int[] cycle = {-1};
    Script script =
        Script.answering(question -> {
          boolean first = begins.test(question);
          if (first) {
            cycle[0]++;
          }
          return fate.of(device.answer(question, cycle[0]), first, cycle[0]);
        });
    DriverUnderTest under = new DriverUnderTest(driver, settings, script.asBytes());
    while (cycle[0] < CYCLES) {
      under.pump();
    }
    // The last cycle has been begun and may or may not be a sample.
    List<String> samples = under.lines(0).stream().map(AskedProperties::values).toList();
    return new Result(under, samples);
  }

  /// Without the sequence, which goes on where cycles are missing.
  private static String values(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  /// Tries all of it.
  public void hold() throws Exception {
    Result clean = run((answer, first, cycle) -> List.of(answer));
    assertTrue(clean.samples().size() >= CYCLES, "every cycle is a sample");
    assertEquals(0, clean.driver().bad(), () -> "" + clean.driver().badFrames().newest());
    List<String> all = clean.samples().subList(0, CYCLES);
    for (long seed = 1; seed <= SEEDS; seed++) {
      splits(seed, all);
      garbage(seed, all);
      spoilt(seed, all, false);
      spoilt(seed, all, true);
      if (mayBeLate) {
        late(seed, all);
      }
      noise(seed);
    }
  }

  private void splits(long seed, List<String> all) throws Exception {
    Random random = new Random(seed);
    Result split = run((answer, first, cycle) -> Conversation.split(answer, random, 5));
    assertEquals(all, first(split, CYCLES), "in pieces; seed " + seed);
    assertEquals(0, split.driver().bad(), "in pieces; seed " + seed);
  }

  private void garbage(long seed, List<String> all) throws Exception {
    Random random = new Random(seed);
    Result garbled =
        run((answer, first, cycle) -> {
          List<byte[]> pieces = new ArrayList<>();
          if (random.nextInt(3) == 0) {
            pieces.add(ProtocolProperties.anything(random));
          }
          pieces.addAll(Conversation.split(answer, random, 30));
          if (random.nextInt(3) == 0) {
            pieces.add(ProtocolProperties.anything(random));
          }
          return pieces;
        });
    assertEquals(all, first(garbled, CYCLES), "with garbage; seed " + seed);
    assertTrue(garbled.driver().bad() > 0, "garbage is counted; seed " + seed);
  }

  /// Answers that begin a cycle lose their end, or do not come.
  private void spoilt(long seed, List<String> all, boolean wholly) throws Exception {
    Random random = new Random(seed);
    Set<Integer> cycles = new TreeSet<>();
    Result result =
        run((answer, first, cycle) -> {
          if (!first || random.nextInt(3) > 0) {
            return List.of(answer);
          }
          cycles.add(cycle);
          byte[] cut = new byte[wholly ? 0 : random.nextInt(answer.length)];
          System.arraycopy(answer, 0, cut, 0, cut.length);
          return cut.length == 0 ? List.of() : List.of(cut);
        });
    check(result, all, cycles, (wholly ? "silent" : "cut") + "; seed " + seed);
  }

  /// Now and then nothing comes for a while, and then everything at once.
  private void late(long seed, List<String> all) throws Exception {
    Random random = new Random(seed);
    Set<Integer> cycles = new TreeSet<>();
    List<byte[]> held = new ArrayList<>();
    int[] stalled = {0};
    Result result =
        run((answer, first, cycle) -> {
          if (stalled[0] == 0 && first && random.nextInt(4) == 0) {
            stalled[0] = 1 + random.nextInt(3);
          }
          if (stalled[0] > 0 && first) {
            cycles.add(cycle);
          }
          held.add(answer);
          if (stalled[0] > 0 && stalled[0]-- > 0) {
            return List.of();
          }
          List<byte[]> pieces = List.copyOf(held);
          held.clear();
          return pieces;
        });
    check(result, all, cycles, "late; seed " + seed);
  }

  private static void check(Result result, List<String> all, Set<Integer> spoilt, String what) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CYCLES; i++) {
      if (!spoilt.contains(i)) {
        expected.add(all.get(i));
      }
    }
    assertTrue(!spoilt.isEmpty(), what);
    assertEquals(expected, first(result, expected.size()), what);
    int whole = (int) spoilt.stream().filter(cycle -> cycle < CYCLES).count();
    assertTrue(
        result.driver().bad() >= whole,
        () -> what + ": " + result.driver().bad() + " bad frames of " + whole);
  }

  private static List<String> first(Result result, int count) {
    return result.samples().subList(0, Math.min(count, result.samples().size()));
  }

  private void noise(long seed) throws Exception {
    Random random = new Random(seed);
    Result noise =
        run((answer, first, cycle) -> {
          if (!first) {
            return List.of(answer);
          }
          byte[] bytes = new byte[random.nextInt(600)];
          random.nextBytes(bytes);
          return Conversation.split(bytes, random, 200);
        });
    assertTrue(noise.samples().size() <= 1, "seed " + seed + ": " + noise.samples());
    assertTrue(noise.driver().badFrames().newest().size() <= BadFrames.KEPT);
  }
}
