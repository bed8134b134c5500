package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.PictureSpell;
import dev.handloom.device.stream.PictureSpells;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at the devices of a take now and then: states, reconnects, clocks. The writer thread only.
final class DeviceWatch {
  private static final long STATE_EVERY_NANOS = 100_000_000L;
  private static final long CLOCK_EVERY_NANOS = 1_000_000_000L;

  private final List<Device> devices;
  private final DeviceState[] states;
  private final long[] reconnects;
  private final Map<String, Long> spellsTold = new HashMap<>();
  private final @Nullable ClockNote[] notes;
  private final SleepWatch sleep = SleepWatch.ofThisComputer();
  private long nextState;
  private long nextClock;
  private long nextAnchor;

  DeviceWatch(List<Device> devices, long nowNanos) {
    this.devices = devices;
    states = new DeviceState[devices.size()];
    reconnects = new long[devices.size()];
    notes = new ClockNote[devices.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = devices.get(i).state().get();
      reconnects[i] = reconnects(devices.get(i));
      for (LiveStream stream : devices.get(i).streams()) {
        spellsTold.put(stream.spec().name(), stream.health().pictures().overCount());
      }
    }
    nextState = nowNanos;
    nextClock = nowNanos;
    nextAnchor = nowNanos;
  }

  /// Tells of what has changed. Also before there is a take.
  void look(long now, Incidents incidents) {
    if (now >= nextState) {
      nextState = now + STATE_EVERY_NANOS;
      for (int i = 0; i < states.length; i++) {
        state(i, now, incidents);
      }
    }
  }

  void look(long now, EpisodeLog log, Incidents incidents) throws IOException {
    look(now, incidents);
    if (now >= nextClock) {
      nextClock = now + CLOCK_EVERY_NANOS;
      clocks(now, log);
      sleep.look(now, incidents);
    }
    if (now >= nextAnchor) {
      nextAnchor = now + StudioClock.ANCHOR_EVERY_NANOS;
      log.anchor(StudioClock.anchor());
    }
  }

  private void state(int i, long now, Incidents incidents) {
    Device device = devices.get(i);
    String id = device.config().id();
    DeviceState state = device.state().get();
    if (state != states[i]) {
      states[i] = state;
      String text = state.name().toLowerCase(Locale.ROOT);
      String why = device.trouble();
      incidents.add(
          new EpisodeEvent(
              now, EventKind.DEVICE_STATE, id, 0, why.isEmpty() ? text : text + ": " + why));
    }
    pictures(device, incidents);
    long seen = reconnects(device);
    if (seen > reconnects[i]) {
      reconnects[i] = seen;
      incidents.add(new EpisodeEvent(now, EventKind.RECONNECT, id, 0, "The link came back"));
    }
  }

  /// Tells of what was wrong with pictures once it is over.
  private void pictures(Device device, Incidents incidents) {
    for (LiveStream stream : device.streams()) {
      PictureSpells spells = stream.health().pictures();
      String name = stream.spec().name();
      long told = spellsTold.getOrDefault(name, 0L);
      if (spells.overCount() > told) {
        List<PictureSpell> over = spells.overAfter(told);
        spellsTold.put(name, told + over.size());
        over.forEach(spell -> incidents.add(PictureEvents.of(name, spell)));
      }
    }
  }

  /// The take is over: tells of what still goes on.
  void end(Incidents incidents) {
    for (Device device : devices) {
      pictures(device, incidents);
      for (LiveStream stream : device.streams()) {
        for (PictureSpell spell : stream.health().pictures().now()) {
          incidents.add(PictureEvents.of(stream.spec().name(), spell));
        }
      }
    }
  }

  private static long reconnects(Device device) {
    long most = 0;
    for (LiveStream stream : device.streams()) {
      most = Math.max(most, stream.health().reconnects());
    }
    return most;
  }

  /// Writes down what is known of every clock.
  void clocks(long now, EpisodeLog log) throws IOException {
    for (int i = 0; i < notes.length; i++) {
      Device device = devices.get(i);
      ClockNote note = new ClockNote(now, device.config().id(), device.clock());
      notes[i] = note;
      log.clock(note);
    }
  }

  /// As it was when the take ended: while its files are finished, devices may go.
  List<Manifest.SyncEntry> sync() {
    List<Manifest.SyncEntry> out = new ArrayList<>();
    for (int i = 0; i < notes.length; i++) {
      Device device = devices.get(i);
      ClockNote note = notes[i];
      out.add(
          Manifest.SyncEntry.of(
              note != null ? note : new ClockNote(0, device.config().id(), device.clock())));
    }
    return out;
  }
}
