package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where everything of a rig is that says so, as it is now.
public final class RigScene {
  private static final long FRESH_NANOS = 500_000_000L;
  private static final String ALONE =
      "Nobody knows how it lies to the others. Calibrate ▸ Spaces finds out.";

  private final Workplace workplace;
  private final SceneWords words;
  private final List<SceneSource> sources;
  private final Now now = new Now();

  public RigScene(Workplace workplace) {
    this.workplace = workplace;
    words = new RigWords();
    sources =
        SceneSource.of(workplace.rig().hub().all().stream().map(LiveStream::spec).toList(), words);
  }

  /// Whether nothing of the rig says where it is.
  public boolean empty() {
    return sources.isEmpty();
  }

  /// How everything lies now.
  ///
  /// @param lenses what is known of the rig's cameras
  /// @param known how headsets' spaces lie in others
  public List<SpaceGroup> now(List<KnownLens> lenses, List<KnownSpace> known) {
    List<SceneCamera> cameras = new ArrayList<>();
    for (KnownLens lens : lenses) {
      CameraPlace place = lens.place();
      if (place != null) {
        cameras.add(
            new SceneCamera(
                SceneSource.capital(lens.role()),
                place.camera(),
                place.parent(),
                place.parentFromCamera()));
      }
    }
    return Scene.at(
        now, sources, cameras, known.stream().map(RigScene::laid).toList(), words, ALONE);
  }

  private static LaidSpace laid(KnownSpace known) {
    boolean holds = known.holds() != Holds.NO;
    KnownLens lens = known.profile().through() == null ? null : known.lens();
    return new LaidSpace(
        known.headset().id(),
        known.profile().target(),
        known.profile().targetFromHeadset(),
        holds,
        holds ? note(known.headset().device().config().role(), known) : known.trouble(),
        lens == null
            ? null
            : new LaidSpace.Camera(SceneSource.capital(lens.role()), note(lens.role(), known)));
  }

  private static String note(String what, KnownSpace known) {
    return String.format(
            Locale.ROOT,
            "The %s lies in it to %.1f mm. %s",
            what,
            1000 * known.profile().alignment().heldOutMetres(),
            known.trouble())
        .strip();
  }

  private final class RigWords implements SceneWords {
    @Override
    public String device(String id) {
      return workplace.rig().device(id).map(each -> each.config().role()).orElse(id);
    }

    @Override
    public HandSide side(StreamSpec stream) {
      return workplace.sideOf(stream);
    }
  }

  private final class Now implements SceneMoment {
    private final Map<String, Sample> newest = new HashMap<>();

    @Override
    public Age read(StreamSpec stream, double[] into) {
      LiveStream live = workplace.rig().hub().find(stream.name()).orElse(null);
      Sample sample = newest.computeIfAbsent(stream.name(), _ -> new Sample(stream));
      if (live == null || !live.ring().latest(sample)) {
        return Age.NONE;
      }
      System.arraycopy(sample.values, 0, into, 0, into.length);
      return StudioClock.now() - sample.arrivalNanos < FRESH_NANOS ? Age.NOW : Age.BEFORE;
    }

    /// What was never switched on would be named for ever.
    @Override
    public boolean expected(SceneSource source) {
      return false;
    }

    @Override
    public List<Vec3> trail(SceneSource source) {
      return List.of();
    }
  }
}
