package dev.handloom.app.ready;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.settings.RecordingChoices;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the rig in front and at the disk, and knows what speaks against a take now.
public final class ReadyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyWatch.class);
  private static final long LOOK_NANOS = 500_000_000L;

  private final OpenLibrary library;
  private final Supplier<RecordingChoices> choices;
  private final Supplier<List<ReadyItem>> gloves;
  private final Supplier<List<ReadyItem>> lenses;
  private volatile boolean resting;
  private volatile List<ReadyItem> items = List.of();
  private volatile @Nullable Look look;

  /// @param choices asked from its own thread
  /// @param gloves what of their calibrations speaks against a take; asked from its own thread
  /// @param lenses what is worth knowing of the cameras' lenses; asked from its own thread
  /// @param takes while one runs, its own figures tell how it goes
  public ReadyWatch(
      CurrentRig current,
      OpenLibrary library,
      Supplier<RecordingChoices> choices,
      Takes takes,
      Supplier<List<ReadyItem>> gloves,
      Supplier<List<ReadyItem>> lenses) {
    this.gloves = gloves;
    this.lenses = lenses;
    this.library = library;
    this.choices = choices;
    takes.phaseProperty().subscribe(phase -> resting = phase.running());
    current.workplaceProperty().subscribe(this::follow);
  }

  /// What speaks against a take, and behind it what is only worth knowing; empty when all is ready.
  public List<ReadyItem> items() {
    return items;
  }

  /// What speaks against a take, as it is written into an episode that is recorded all the same.
  public List<String> sentences() {
    return items.stream().filter(item -> !item.quiet()).map(ReadyItem::sentence).toList();
  }

  private void follow(@Nullable Workplace workplace) {
    close();
    if (workplace != null) {
      Look next = new Look(workplace);
      look = next;
      Thread.ofPlatform().name("ready check").daemon(true).start(next);
    }
  }

  private final class Look implements Runnable {
    private final Workplace workplace;
    private volatile boolean wanted = true;

    Look(Workplace workplace) {
      this.workplace = workplace;
    }

    @Override
    public void run() {
      List<CameraWatch> cameras = new ArrayList<>();
      for (Device device : workplace.rig().devices()) {
        for (LiveStream stream : device.streams()) {
          if (stream.spec().kind() == StreamKind.VIDEO) {
            cameras.add(new CameraWatch(stream, ReadyCheck.subject(device)));
          }
        }
      }
      while (wanted) {
        if (!resting) {
          List<ReadyItem> found = look(cameras);
          if (wanted) {
            items = found;
          }
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      for (CameraWatch camera : cameras) {
        try {
          camera.close();
        } catch (IOException e) {
          LOG.warn("A decoder did not close", e);
        }
      }
    }

    private List<ReadyItem> look(List<CameraWatch> cameras) {
      List<ReadyItem> found = new ArrayList<>();
      long now = StudioClock.now();
      for (Device device : workplace.rig().devices()) {
        found.addAll(ReadyCheck.of(device, now));
      }
      found.addAll(gloves.get());
      for (CameraWatch camera : cameras) {
        try {
          camera.look().ifPresent(found::add);
        } catch (IOException e) {
          LOG.debug("A picture is damaged", e);
        }
      }
      ReadyCheck.disk(freeBytes(), choices.get()).ifPresent(found::add);
      found.addAll(lenses.get());
      return List.copyOf(found);
    }
  }

  private long freeBytes() {
    Library store = library.store();
    try {
      return store == null ? -1 : store.freeBytes();
    } catch (IOException e) {
      LOG.debug("The free room is not known", e);
      return -1;
    }
  }

  /// Looks no more.
  @Override
  public void close() {
    Look old = look;
    if (old != null) {
      old.wanted = false;
      look = null;
      items = List.of();
    }
  }
}
