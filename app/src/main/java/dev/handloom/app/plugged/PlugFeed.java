package dev.handloom.app.plugged;

import dev.handloom.app.Neighbourhood;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.PlugWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is plugged in now, and what was plugged in last.
public final class PlugFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlugFeed.class);

  /// Nobody asked for so long: nobody looks.
  private static final long WANTED_NANOS = 3 * PlugWatch.PERIOD_NANOS;

  private final TaskRunner tasks;
  private final ReadOnlyObjectWrapper<List<Examined>> found =
      new ReadOnlyObjectWrapper<>(this, "found", List.of());
  private final ReadOnlyObjectWrapper<@Nullable Attached> latest =
      new ReadOnlyObjectWrapper<>(this, "latest");
  private final Map<Attached, Examined> closer = new HashMap<>();
  private final Set<Attached> underExamination = new HashSet<>();
  private List<Examined> glances = List.of();
  private List<Attached> there = List.of();
  private List<Examined> network = List.of();
  private String networkWords = "";
  private boolean lookingOnNetwork;
  private long plugs;
  private volatile Neighbourhood around;
  private volatile long wantedUntilNanos;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  public PlugFeed(Neighbourhood around, TaskRunner tasks) {
    this.around = around;
    this.tasks = tasks;
  }

  /// What is worth showing to a person, each with what is known of it.
  public ReadOnlyObjectProperty<List<Examined>> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// What was plugged in last while somebody looked.
  public ReadOnlyObjectProperty<@Nullable Attached> latestProperty() {
    return latest.getReadOnlyProperty();
  }

  /// How many times something was plugged in while somebody looked: the same thing, too, when it
  /// comes again.
  public long plugs() {
    return plugs;
  }

  /// Everything there is, worth showing or not.
  public List<Attached> there() {
    return there;
  }

  public Neighbourhood around() {
    return around;
  }

  /// Looks around elsewhere from now on, as tests do.
  public void lookAround(Neighbourhood other) {
    around = other;
  }

  /// Says that what is plugged in is being shown; to be said again at least once a second.
  public void want() {
    wantedUntilNanos = System.nanoTime() + WANTED_NANOS;
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().name("plug watch").daemon(true).start(this::run);
    }
  }

  /// Listens to a serial port and asks, as a person wished. Tells nothing new of what cannot be
  /// opened.
  public void examine(Attached device) {
    if (!underExamination.add(device)) {
      return;
    }
    Neighbourhood where = around;
    BackgroundTask.of("Looking at " + device.path(), _ -> where.examiner().examine(device))
        .onSuccess(seen -> {
          closer.put(device, seen);
          publish();
        })
        .onFailure(e -> LOG.warn("{} could not be looked at", device.path(), e))
        .whenFinished(() -> {
          underExamination.remove(device);
          publish();
        })
        .startOn(tasks);
    publish();
  }

  /// Looks on the network, as a person wished. What is found stays in the list until the next look.
  public void lookOnNetwork() {
    if (lookingOnNetwork) {
      return;
    }
    lookingOnNetwork = true;
    Neighbourhood where = around;
    BackgroundTask.of("Looking on the network", _ -> where.lookOnNetwork())
        .onSuccess(seen -> {
          network = seen.found();
          networkWords =
              (network.isEmpty() ? "Nothing on the network is known. " : "")
                  + String.join(". ", seen.tried())
                  + ".";
        })
        .onFailure(e -> networkWords = "The network could not be looked at: " + e.getMessage())
        .whenFinished(() -> {
          lookingOnNetwork = false;
          publish();
        })
        .startOn(tasks);
  }

  public boolean isLookingOnNetwork() {
    return lookingOnNetwork;
  }

  /// What the last look on the network did; empty before the first.
  public String networkWords() {
    return networkWords;
  }

  /// Whether a device is being listened to.
  public boolean isExamining(Attached device) {
    return underExamination.contains(device);
  }

  /// Whether a device was listened to since it was plugged in.
  public boolean wasExamined(Attached device) {
    return closer.containsKey(device);
  }

  private void run() {
    PlugWatch watch = new PlugWatch();
    long lookedNanos = Long.MIN_VALUE;
    while (!closed) {
      long now = System.nanoTime();
      if (now < wantedUntilNanos) {
        // What came while nobody looked was not plugged in before somebody's eyes.
        boolean follows = lookedNanos != Long.MIN_VALUE && now - lookedNanos < 2 * WANTED_NANOS;
        lookedNanos = now;
        look(watch, follows);
      }
      LockSupport.parkNanos(PlugWatch.PERIOD_NANOS / 2);
    }
  }

  private void look(PlugWatch watch, boolean follows) {
    try {
      Neighbourhood where = around;
      List<Attached> devices = where.look().devices();
      List<PlugWatch.Change> changes = watch.update(devices);
      List<Examined> seen = where.worthShowing(devices);
      FxThread.run(() -> {
        there = devices;
        glances = seen;
        closer.keySet().retainAll(new HashSet<>(devices));
        publish();
        if (follows) {
          for (PlugWatch.Change change : changes) {
            if (change instanceof PlugWatch.Change.Plugged(Attached device)) {
              plugs++;
              latest.set(device);
            }
          }
        }
      });
    } catch (RuntimeException e) {
      LOG.warn("What is plugged in could not be listed", e);
    }
  }

  private void publish() {
    List<Examined> next = new ArrayList<>();
    for (Examined glance : glances) {
      next.add(closer.getOrDefault(glance.device(), glance));
    }
    next.addAll(network);
    if (!next.equals(found.get())) {
      found.set(next);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }
}
