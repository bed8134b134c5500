package dev.handloom.device.discovery;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.LinkOpener;
import dev.handloom.device.rig.DeviceDriver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds out what a device is: by its numbers, by listening, by asking what does no harm.
public final class Examiner {
  /// Long enough for three frames of the slowest glove, short enough for eight rates in a row.
  static final int LISTEN_MILLIS = 600;

  /// Some gloves stand still for a second after each packet when nobody answers them: a silence, or
  /// few bytes, are listened to for so many times as long.
  private static final long LONGER = 2;

  /// Fewer than so many.
  private static final int FEW_BYTES = 200;

  /// A device that answers begins within [Question#waitMillis]; more than this is not an answer.
  private static final int MOST_HEARD = 1 << 16;

  private static final int STEP_MILLIS = 20;

  /// An adapter chip is in many kinds of devices; a number that one maker gave is not.
  private static final double ADAPTER = 0.3;

  private static final double OWN_NUMBERS = 0.9;

  private final List<DeviceDriver> drivers;
  private final LinkOpener links;
  private final Predicate<String> permitted;
  private final int listenMillis;

  /// @param links opens whole addresses
  /// @param permitted whether this person may read and write what has this path
  public Examiner(Collection<DeviceDriver> drivers, LinkOpener links, Predicate<String> permitted) {
    this(drivers, links, permitted, LISTEN_MILLIS);
  }

  /// @param listenMillis for which it listens at each rate
  Examiner(
      Collection<DeviceDriver> drivers,
      LinkOpener links,
      Predicate<String> permitted,
      int listenMillis) {
    this.listenMillis = listenMillis;
    this.drivers = drivers.stream().sorted(Comparator.comparing(DeviceDriver::id)).toList();
    this.links = links;
    this.permitted = permitted;
  }

  /// What its numbers say. Opens nothing.
  public Examined glance(Attached device) {
    Round round = new Round(device);
    round.numbers();
    return round.result(hindrance(device));
  }

  /// What its numbers, what it says by itself and its answers say. Opens a serial port, which makes
  /// some boards start anew; nothing else is opened.
  public Examined examine(Attached device) throws InterruptedException {
    Round round = new Round(device);
    round.numbers();
    Hindrance hindrance = hindrance(device);
    if (hindrance == null && device.kind() == Attached.Kind.SERIAL && !round.certain()) {
      hindrance = round.listenAndAsk();
    }
    return round.result(hindrance);
  }

  private @Nullable Hindrance hindrance(Attached device) {
    return permitted.test(device.path())
        ? null
        : new Hindrance(
            "You may not open " + device.path() + ".", UdevRules.remedy(device, drivers));
  }

  private final class Round {
    private final Attached device;
    private final Map<String, Suspicion> best = new HashMap<>();
    private final List<String> tried = new ArrayList<>();
    private final Set<String> spoke = new HashSet<>();

    Round(Attached device) {
      this.device = device;
    }

    void numbers() {
      int before = best.size();
      for (DeviceDriver driver : drivers) {
        for (UsbHint hint : driver.card().usb()) {
          if (driver.card().reachedOver(device.kind().scheme())
              && hint.matches(device.vendor(), device.product())) {
            suspect(
                driver,
                hint.certain() ? OWN_NUMBERS : ADAPTER,
                "USB " + device.usbNumbers() + " is " + hint.what(),
                usualBaud(driver));
          }
        }
      }
      if (device.kind() == Attached.Kind.CAMERA) {
        // Whatever its numbers are: what the system lists as a camera is spoken to as one.
        for (DeviceDriver driver : drivers) {
          if (!driver.card().links().isEmpty()
              && driver.card().reachedOver(device.kind().scheme())) {
            suspect(driver, OWN_NUMBERS, "The system lists it as a camera", 0);
          }
        }
      }
      tried.add(
          device.vendor() < 0
              ? "USB numbers: it has none"
              : "USB numbers "
                  + device.usbNumbers()
                  + (best.size() > before ? ": known" : ": no driver knows them"));
    }

    boolean certain() {
      return best.values().stream().anyMatch(s -> s.score() >= OWN_NUMBERS);
    }

    /// What was heard or answered is sure enough not to try other rates.
    boolean understood() {
      return best.values().stream().anyMatch(s -> spoke.contains(s.driver()) && s.probable());
    }

    private static int usualBaud(DeviceDriver driver) {
      return driver.card().links().stream()
          .filter(use -> use.scheme().equals("serial"))
          .mapToInt(LinkUse::baud)
          .findFirst()
          .orElse(0);
    }

    void suspect(DeviceDriver driver, double score, String reason, int baud) {
      if (score > 0) {
        best.merge(
            driver.id(),
            new Suspicion(driver.id(), driver.title(), score, reason, baud),
            (a, b) -> b.score() > a.score() ? b : a);
      }
    }

    @Nullable Hindrance listenAndAsk() throws InterruptedException {
      for (int baud : rates()) {
        try (Link link = links.open(device.address() + "@" + baud)) {
          if (!(link instanceof ByteLink bytes)) {
            return null;
          }
          byte[] heard = listen(bytes);
          tried.add("Listened at " + baud + " baud: " + heard.length + " bytes");
          judge(Heard.bytes(heard), baud);
          // What speaks by itself is not interrupted.
          if (heard.length == 0) {
            ask(bytes, baud);
          }
        } catch (IOException e) {
          tried.add("Opening at " + baud + " baud failed");
          return new Hindrance(
              String.valueOf(e.getMessage()),
              "Close what else uses it (another studio, a serial monitor), then look again.");
        }
        if (certain() || understood()) {
          break;
        }
      }
      return null;
    }

    /// The rates at which any driver's devices speak; those of the suspected ones first.
    private List<Integer> rates() {
      TreeSet<Integer> suspected = new TreeSet<>();
      TreeSet<Integer> others = new TreeSet<>();
      for (DeviceDriver driver : drivers) {
        TreeSet<Integer> set = best.containsKey(driver.id()) ? suspected : others;
        driver.card().links().stream()
            .filter(use -> use.scheme().equals("serial") && use.baud() > 0)
            .map(LinkUse::baud)
            .forEach(set::add);
        driver.questions().stream().map(Question::baud).filter(b -> b > 0).forEach(set::add);
      }
      others.removeAll(suspected);
      List<Integer> all = new ArrayList<>(suspected);
      all.addAll(others);
      return all;
    }

    private void judge(Heard heard, int baud) {
      if (heard.silence()) {
        return;
      }
      for (DeviceDriver driver : drivers) {
        if (driver.card().reachedOver("serial")) {
          Likeness likeness = driver.recognise(heard);
          suspect(driver, likeness.score(), "At " + baud + " baud: " + likeness.reason(), baud);
          spoke.add(driver.id());
        }
      }
    }

    private void ask(ByteLink link, int baud) throws IOException, InterruptedException {
      for (DeviceDriver driver : drivers) {
        for (Question question : driver.questions()) {
          if (question.baud() != 0 && question.baud() != baud) {
            continue;
          }
          byte[] asked = question.bytes();
          link.write(asked, 0, asked.length);
          byte[] answer = hear(link, question.waitMillis());
          tried.add(
              "Asked at " + baud + " baud, " + question.what() + ": " + answer.length + " bytes");
          if (answer.length > 0) {
            Likeness likeness = question.judge().apply(answer);
            suspect(driver, likeness.score(), "It answers: " + likeness.reason(), baud);
            spoke.add(driver.id());
          }
        }
      }
    }

    Examined result(@Nullable Hindrance hindrance) {
      List<Suspicion> ranked = new ArrayList<>(best.values());
      ranked.sort(
          Comparator.comparingDouble(Suspicion::score).reversed().thenComparing(Suspicion::driver));
      return new Examined(device, ranked, tried, hindrance);
    }
  }

  /// What it says by itself, and more of it where it says little.
  private byte[] listen(ByteLink link) throws IOException, InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long begun = StudioClock.now();
    long first = Long.MAX_VALUE;
    while (all.size() < MOST_HEARD) {
      byte[] more = hear(link, STEP_MILLIS);
      all.writeBytes(more);
      long now = StudioClock.now();
      if (more.length > 0) {
        first = Math.min(first, now);
      }
      long since = now - Math.min(first, now);
      boolean little = all.size() < FEW_BYTES;
      if (all.size() == 0
          ? now - begun >= LONGER * listenMillis * 1_000_000L
          : since >= (little ? LONGER : 1L) * listenMillis * 1_000_000L) {
        break;
      }
    }
    return all.toByteArray();
  }

  private static byte[] hear(ByteLink link, int millis) throws IOException, InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[4096];
    long end = StudioClock.now() + millis * 1_000_000L;
    while (StudioClock.now() < end && all.size() < MOST_HEARD) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int got = link.read(block, 0, block.length, STEP_MILLIS);
      all.writeBytes(Arrays.copyOf(block, got));
    }
    return all.toByteArray();
  }
}
