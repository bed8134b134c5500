package dev.handloom.test.interop;

import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.remote.AccessKey;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.remote.RemoteModels;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Asks servers that are not ours, and works out what they should answer: AskModels ADDRESS...
public final class AskModels {
  private static final int QUESTIONS = 50;
  private static final int STEPS = 16;
  private static final int JOINTS = 7;
  private static final double MOST_OFF = 2e-3;
  private static final AccessKey KEY = new AccessKey("the token");
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(120));

  private AskModels() {}

  public static void main(String[] args) throws Exception {
    Random random = new Random(20261121);
    for (String address : args) {
      boolean groot = address.startsWith("groot");
      boolean cosmos = address.startsWith("cosmos");
      try (Model model = RemoteModels.open(address, KEY, PATIENCE)) {
        String name = model.papers().name();
        double[] millis = new double[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
          Observation seen = seen(random, groot, cosmos, "task " + i);
          Prediction prediction = model.ask(seen);
          compare(seen, prediction, name);
          if (cosmos && prediction.dreams().size() != 2) {
            throw new AssertionError(
                "Cosmos Policy's dream has " + prediction.dreams().size() + " pictures");
          }
          millis[i] = prediction.roundTripMillis();
        }
        model.forget();
        Arrays.sort(millis);
        System.out.printf(
            "%-14s %d questions of two 224×224 pictures answered as they should be; round trip, median %.1f ms%n",
            name, QUESTIONS, millis[QUESTIONS / 2]);
      }
      if (address.startsWith("openpi")) {
        trouble(address);
      }
      if (groot) {
        refuses(address, new AccessKey("another"), PATIENCE, "x", Kind.REFUSED, "Unauthorized");
      }
    }
    String newest =
        Arrays.stream(args).filter(a -> a.startsWith("groot")).reduce((a, b) -> b).orElseThrow();
    lateThenGood(newest);
    wrongWay(args);
  }

  private static void trouble(String address) throws ModelException {
    refuses(address, KEY, PATIENCE, "fail", Kind.REFUSED, "KeyError: 'observation/state'");
    refuses(address, KEY, PATIENCE, "hang up", Kind.AWAY, "");
    refuses(address, KEY, PATIENCE, "be a giant", Kind.UNCLEAR, "larger than 256 MiB");
    lateThenGood(address);
  }

  private static void lateThenGood(String address) throws ModelException {
    Patience brief = new Patience(Duration.ofSeconds(60), Duration.ofMillis(700));
    boolean groot = address.startsWith("groot");
    Random random = new Random(1);
    try (Model model = RemoteModels.open(address, KEY, brief)) {
      model.papers();
      expect(model, seen(random, groot, false, "be slow"), Kind.LATE, "within 700 ms");
    }
    try (Model model = RemoteModels.open(address, KEY, PATIENCE)) {
      Observation seen = seen(random, groot, false, "go on");
      compare(seen, model.ask(seen), "after a late answer");
    }
    System.out.println("  late: told so, and the next question answered");
  }

  /// A client that speaks another way than the server says what it met.
  private static void wrongWay(String[] args) throws ModelException {
    String groot = Arrays.stream(args).filter(a -> a.startsWith("groot")).findFirst().orElseThrow();
    String cosmos =
        Arrays.stream(args).filter(a -> a.startsWith("cosmos")).findFirst().orElseThrow();
    Patience brief = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5));
    for (String address :
        List.of(
            groot.replace("groot", "openpi"),
            cosmos.replace("cosmos", "openpi"),
            cosmos.replace("cosmos", "groot"),
            groot.replace("groot", "cosmos"))) {
      try (Model model = RemoteModels.open(address, KEY, brief)) {
        Prediction prediction = model.ask(seen(new Random(2), false, false, "x"));
        throw new AssertionError("The wrong way was answered: " + prediction);
      } catch (ModelException e) {
        System.out.println(
            "  the wrong way, "
                + address.substring(0, address.indexOf(':'))
                + ": "
                + e.getMessage());
      }
    }
  }

  private static void refuses(
      String address, AccessKey key, Patience patience, String task, Kind kind, String words)
      throws ModelException {
    try (Model model = RemoteModels.open(address, key, patience)) {
      expect(model, seen(new Random(3), address.startsWith("groot"), false, task), kind, words);
    }
  }

  private static void expect(Model model, Observation seen, Kind kind, String words) {
    try {
      model.ask(seen);
    } catch (ModelException e) {
      if (e.kind() != kind || !String.valueOf(e.getMessage()).contains(words)) {
        throw new AssertionError(
            "Not " + kind + " “" + words + "”, but " + e.kind() + ": " + e.getMessage());
      }
      System.out.println("  " + seen.task() + ": " + e.getMessage());
      return;
    }
    throw new AssertionError("“" + seen.task() + "” was answered");
  }

  private static Observation seen(Random random, boolean groot, boolean cosmos, String task) {
    Map<String, List<Picture>> pictures = new LinkedHashMap<>();
    String[] cameras =
        groot
            ? new String[] {"ego", "wrist"}
            : cosmos
                ? new String[] {"primary_image", "wrist_image"}
                : new String[] {"observation/image", "observation/wrist_image"};
    for (String camera : cameras) {
      byte[] rgb = new byte[3 * 224 * 224];
      random.nextBytes(rgb);
      pictures.put(camera, List.of(new Picture(224, 224, rgb)));
    }
    float[] state = new float[8];
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextFloat();
    }
    String name = groot ? "arm" : cosmos ? "proprio" : "observation/state";
    return new Observation(random.nextLong(), pictures, Map.of(name, state), task, "session");
  }

  private static void compare(Observation seen, Prediction prediction, String who) {
    double base = 0;
    for (List<Picture> pictures : seen.pictures().values()) {
      byte[] rgb = pictures.getFirst().rgb();
      for (int i = 0; i < rgb.length; i++) {
        base += (rgb[i] & 0xFF) * (1 + i % 251);
      }
    }
    base = base % 1000 + seen.task().length();
    for (float value : seen.state().values().iterator().next()) {
      base += value;
    }
    if (prediction.actions().length != STEPS || prediction.actions()[0].length != JOINTS) {
      throw new AssertionError(who + " gave " + prediction.actions().length + " steps");
    }
    if (prediction.capturedNanos() != seen.capturedNanos()) {
      throw new AssertionError(who + ": an answer to another observation");
    }
    for (int step = 0; step < STEPS; step++) {
      for (int joint = 0; joint < JOINTS; joint++) {
        double wanted = base + step + 0.01 * joint;
        if (!(Math.abs(prediction.actions()[step][joint] - wanted) < MOST_OFF)) {
          throw new AssertionError(
              who
                  + ": step "
                  + step
                  + ", joint "
                  + joint
                  + " is "
                  + prediction.actions()[step][joint]
                  + ", not "
                  + wanted);
        }
      }
    }
  }
}
