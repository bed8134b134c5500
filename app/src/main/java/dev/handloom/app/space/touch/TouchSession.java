package dev.handloom.app.space.touch;

import dev.handloom.app.Version;
import dev.handloom.app.lens.BoardText;
import dev.handloom.app.space.touch.StillTip.Held;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.TouchAlignment;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.space.Vec3;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lays a headset's space over a camera's while a person touches the corners of a board that the
/// camera sees, on a thread of its own. Looked at and led from any thread.
public final class TouchSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TouchSession.class);
  private static final long POLL_NANOS = 8_000_000L;
  private static final long PICTURE_NANOS = 80_000_000L;

  /// While it is touched the board is looked at now and then, and a hand may deceive once.
  private static final long GLANCE_NANOS = 500_000_000L;

  private static final int GLANCES = 2;

  /// Nothing has been seen for so long: it is said.
  private static final long UNSEEN_NANOS = 1_000_000_000L;

  private static final long NO_PICTURE_NANOS = 3_000_000_000L;

  /// A board that has moved farther than this across the camera's sight lay elsewhere meanwhile.
  private static final double MOST_MOVED_METRES = 0.003;

  /// A finger that is farther off than this touches something else.
  private static final double WRONG_METRES = 0.015;

  /// Where a headset does not say how thick a fingertip is: half of what hands have (12 to 18 mm).
  static final double USUAL_RADIUS_METRES = 0.0075;

  /// How it goes.
  public enum State {
    WAITING,
    /// The camera looks where the board lies.
    LOOKING,
    TOUCHING,
    /// The camera looks whether the board lies there still.
    CHECKING,
    DONE,
    REFUSED
  }

  /// What a person sees.
  ///
  /// @param place of the board, from 0
  /// @param wanted which of the corners is to be touched; −1 for none
  /// @param here which of the corners were touched at this place
  /// @param touched how many corners were, at all places
  /// @param share of what the step waits for: pictures, or the time that a finger is still; 0 to 1
  /// @param words what is in the way, or what was found; empty where all is well
  /// @param radiusTold whether the headset says how thick a fingertip is
  /// @param boardMetres how far the board's corners lie off; 0 before it was seen
  public record Look(
      State state,
      int place,
      int wanted,
      List<Integer> here,
      int touched,
      double share,
      String words,
      boolean radiusTold,
      double boardMetres,
      @Nullable TouchFound found,
      @Nullable SpaceProfile made) {
    /// Before there is a session.
    public static final Look NONE =
        new Look(State.WAITING, 0, -1, List.of(), 0, 0, "", true, 0, null, null);
  }

  /// Sees the camera's pictures, on the session's thread.
  @FunctionalInterface
  public interface Viewer {
    /// @param corner where the wanted corner is seen; null for none
    void picture(GreyPicture picture, double @Nullable [] corner);
  }

  private final TouchPair pair;
  private final Board board;
  private final TouchGuide guide;
  private final Viewer viewer;
  private final List<TouchCorner> corners;
  private final FingerTip tip;
  private final StillTip still = new StillTip();
  private final List<TouchPoint> points = new ArrayList<>();
  private final List<Integer> wanted = new ArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile Look look = Look.NONE;
  private volatile boolean closed;
  private State state = State.WAITING;
  private String session = "";
  private String note = "";
  private long origin;
  private int place;
  private long lastSeen;
  private long lastPicture;
  private long lastGlance;
  private int elsewhereGlances;
  private boolean radiusTold = true;
  private BoardWatch.@Nullable Seen lay;

  /// @param viewer sees the pictures
  public TouchSession(TouchPair pair, Board board, TouchGuide guide, Viewer viewer) {
    this.pair = pair;
    this.board = board;
    this.guide = guide;
    this.viewer = viewer;
    corners = TouchCorner.of(board);
    tip = new FingerTip(pair.seen());
    thread = Thread.ofPlatform().name("touch " + pair.headset().id()).daemon(true).start(this::run);
  }

  public TouchPair pair() {
    return pair;
  }

  /// The places on the board that are touched, in their order.
  public List<TouchCorner> corners() {
    return corners;
  }

  public Look look() {
    return look;
  }

  /// Begins; in the middle, takes the corner as the finger is now.
  public void goOn() {
    commands.add(() -> {
      switch (state) {
        case WAITING, REFUSED -> begin();
        case TOUCHING ->
            still
                .now(StudioClock.now())
                .ifPresentOrElse(
                    this::take, () -> note = "The headset does not see the hand, so nothing was taken.");
        case LOOKING, CHECKING, DONE -> {}
      }
    });
  }

  /// The corner that was touched last once more; at the end, the one that fits worst.
  public void again() {
    commands.add(() -> {
      switch (state) {
        case TOUCHING -> back();
        case DONE -> worst();
        case WAITING -> {}
        case LOOKING, CHECKING, REFUSED -> anew();
      }
    });
  }

  /// The board is put elsewhere, and its corners are touched there as well.
  public void another() {
    commands.add(() -> {
      if (state == State.DONE) {
        if (moved()) {
          refuse(RECENTRED, true);
          return;
        }
        place++;
        guide.another(place);
        lookFor();
      }
    });
  }

  private static final String RECENTRED =
      "The headset was recentred, or started anew, in the middle. What was touched before counts no"
          + " more; begin again.";

  private void anew() {
    points.clear();
    place = 0;
    guide.another(place);
    begin();
  }

  private void begin() {
    if (corners.isEmpty()) {
      refuse(
          "This board has too few squares: it takes "
              + TouchCorner.LEAST_SQUARES
              + " each way, so that there are four places to touch.",
          true);
      return;
    }
    if (points.isEmpty()) {
      session = pair.headset().session();
      origin = pair.headset().origin();
    }
    lookFor();
  }

  private void lookFor() {
    state = State.LOOKING;
    lay = null;
    note = "";
    elsewhereGlances = 0;
    wanted.clear();
    long now = StudioClock.now();
    lastPicture = now;
    lastSeen = now;
    guide.away();
  }

  private void run() {
    try (BoardWatch watch = new BoardWatch(pair.pictures(), pair.lens().model(), board)) {
      State before = state;
      long looked = 0;
      while (!closed) {
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
          next.run();
        }
        if (state != before && (state == State.LOOKING || state == State.CHECKING)) {
          watch.begin();
        }
        before = state;
        tips();
        long now = StudioClock.now();
        if (now - looked >= PICTURE_NANOS) {
          Optional<GreyPicture> picture = watch.next();
          if (picture.isPresent()) {
            looked = now;
            lastPicture = now;
            look(watch, picture.get());
          }
        }
        step(watch, now);
        LockSupport.parkNanos(this, POLL_NANOS);
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", pair.pictures().spec().name(), e);
      refuse("The camera's pictures cannot be read.", true);
    } finally {
      guide.away();
    }
  }

  private void tips() {
    for (Optional<FingerTip.Seen> seen = tip.poll(); seen.isPresent(); seen = tip.poll()) {
      lastSeen = StudioClock.now();
      still.offer(seen.get());
    }
  }

  private void look(BoardWatch watch, GreyPicture picture) {
    viewer.picture(picture, pixel());
    if (state == State.LOOKING) {
      watch.look(picture).ifPresent(found -> {
        lay = found;
        for (int i = 0; i < corners.size(); i++) {
          wanted.add(i);
        }
        touch();
      });
    } else if (state == State.TOUCHING && lastPicture - lastGlance > GLANCE_NANOS) {
      lastGlance = lastPicture;
      double moved = watch.moved(Objects.requireNonNull(lay, "seen before"), picture);
      elsewhereGlances = moved > MOST_MOVED_METRES ? elsewhereGlances + 1 : 0;
      if (elsewhereGlances >= GLANCES) {
        wasMoved(moved);
      }
    } else if (state == State.CHECKING) {
      watch.look(picture).ifPresent(found -> check(watch, found));
    }
  }

  /// Where the wanted corner is seen; null for none.
  private double @Nullable [] pixel() {
    BoardWatch.Seen seen = lay;
    if (state != State.TOUCHING || seen == null || wanted.isEmpty()) {
      return null;
    }
    TouchCorner corner = corners.get(wanted.getFirst());
    Vec3 at = seen.pose().board().apply(new Vec3(corner.xMetres(), corner.yMetres(), 0));
    double[] pixel = new double[2];
    return pair.lens().model().project(new double[] {at.x(), at.y(), at.z()}, pixel)
        ? pixel
        : null;
  }

  private void step(BoardWatch watch, long now) {
    boolean open = state == State.LOOKING || state == State.TOUCHING || state == State.CHECKING;
    if (open && moved()) {
      refuse(RECENTRED, true);
      return;
    }
    String words = note;
    double share = 0;
    if (open && state != State.TOUCHING) {
      share = watch.share();
      words =
          now - lastPicture > NO_PICTURE_NANOS
              ? "No picture comes from the camera. Devices shows what is wrong with it."
              : watch.words().isEmpty() ? note : watch.words();
    } else if (state == State.TOUCHING) {
      share = still.share();
      if (now - lastSeen > UNSEEN_NANOS) {
        words = "The headset does not see the hand. Look at it.";
        share = 0;
      } else {
        Optional<Held> held = still.held();
        if (held.isPresent()) {
          String why = elsewhere(held.get());
          if (why.isEmpty()) {
            take(held.get());
            words = note;
          } else {
            words = why;
          }
        }
      }
    }
    Look last = look;
    if (state != State.DONE && state != State.REFUSED) {
      show(words, share, null, null);
    } else if (last.state() == state && !note.equals(last.words())) {
      show(note, 0, last.found(), last.made());
    }
  }

  private boolean moved() {
    return !pair.headset().session().equals(session) || pair.headset().origin() != origin;
  }

  private void touch() {
    state = State.TOUCHING;
    lastSeen = StudioClock.now();
    still.expect();
    guide.touch(corners.get(wanted.getFirst()));
  }

  /// Why a finger that is held still cannot be on the wanted corner: it lies too near to, or too
  /// far from, half of those that were touched before. Empty where it can: one alone may itself be
  /// wrong, which the end tells.
  private String elsewhere(Held held) {
    TouchPoint now = point(held, wanted.getFirst());
    TouchPoint worst = null;
    double most = 0;
    int disagree = 0;
    for (TouchPoint each : points) {
      double is = each.tip().distance(now.tip());
      double wants = each.touch().inTarget().distance(now.touch().inTarget());
      double off = Math.abs(is - wants);
      disagree += off > WRONG_METRES ? 1 : 0;
      if (off > most) {
        most = off;
        worst = each;
      }
    }
    return worst == null || 2 * disagree < Math.max(1, points.size())
        ? ""
        : String.format(
            Locale.ROOT,
            "From here to the %s corner it is %.0f mm, and should be %.0f. Is this the %s one? Or was"
                + " that one wrong: R touches it again, Space takes this one all the same.",
            worst.where().name(),
            1000 * worst.tip().distance(now.tip()),
            1000 * worst.touch().inTarget().distance(now.touch().inTarget()),
            now.where().name());
  }

  private TouchPoint point(Held held, int corner) {
    BoardWatch.Seen seen = Objects.requireNonNull(lay, "seen before it is touched");
    radiusTold = held.radiusMetres() > 0.001;
    return new TouchPoint(
        place,
        corner,
        corners.get(corner),
        seen.pose().board(),
        held.tip(),
        held.wrist(),
        radiusTold ? held.radiusMetres() : USUAL_RADIUS_METRES);
  }

  private void take(Held held) {
    points.add(point(held, wanted.removeFirst()));
    note = "";
    if (wanted.isEmpty()) {
      state = State.CHECKING;
      lastPicture = StudioClock.now();
      guide.away();
    } else {
      touch();
    }
  }

  private void back() {
    if (!points.isEmpty() && points.getLast().place() == place) {
      wanted.addFirst(points.removeLast().corner());
      note = "";
      touch();
    }
  }

  private void worst() {
    TouchFound found = look.found();
    if (moved()) {
      refuse(RECENTRED, true);
    } else if (found != null && points.get(found.worst()).place() == place) {
      retouch(found.worst(), "");
    } else if (found != null) {
      note =
          "The worst corner was touched at a place where the board does not lie any more. Touch"
              + " another place, or begin anew.";
    }
  }

  private void retouch(int index, String why) {
    wanted.add(points.remove(index).corner());
    note = why;
    touch();
  }

  private void check(BoardWatch watch, BoardWatch.Seen after) {
    double moved = watch.moved(Objects.requireNonNull(lay, "seen before"), after);
    if (moved > MOST_MOVED_METRES) {
      wasMoved(moved);
    } else {
      end();
    }
  }

  private void wasMoved(double metres) {
    points.removeIf(each -> each.place() == place);
    refuse(
        String.format(
            Locale.ROOT,
            "The board was moved by %.0f mm while it was touched, so these touches were left out%s."
                + " Weigh it down or tape it to the table, and begin again.",
            1000 * metres,
            points.isEmpty() ? "" : "; those of the places before are kept"),
        false);
  }

  private void end() {
    try {
      List<TouchAlignment.Touch> touches = points.stream().map(TouchPoint::touch).toList();
      OptionalInt wrong =
          touches.size() < TouchAlignment.LEAST
              ? OptionalInt.empty()
              : TouchAlignment.wrong(touches, WRONG_METRES);
      if (wrong.isPresent()) {
        wrong(points.get(wrong.getAsInt()), wrong.getAsInt());
        return;
      }
      TouchFound found = TouchFound.of(points);
      SpaceProfile made = profile(found);
      state = State.DONE;
      note = "";
      show("", 0, found, made);
    } catch (AlignmentRefusal e) {
      points.removeIf(each -> each.place() == place);
      refuse(String.valueOf(e.getMessage()), false);
    }
  }

  private void wrong(TouchPoint point, int index) throws AlignmentRefusal {
    double off = TouchAlignment.offs(points.stream().map(TouchPoint::touch).toList())[index];
    String why =
        String.format(
            Locale.ROOT,
            "The %s corner was touched %.0f mm from where the others put it.",
            point.where().name(),
            1000 * off);
    if (point.place() == place) {
      retouch(index, why + " Touch it again.");
    } else {
      points.remove(index);
      end();
      note = why + " It was left out.";
    }
  }

  private SpaceProfile profile(TouchFound found) {
    Instant now = Instant.now();
    DeviceConfig camera = pair.camera().config();
    return new SpaceProfile(
        SpaceProfile.FORMAT,
        SpaceProfile.idOf(now),
        pair.headset().id(),
        pair.target(),
        now,
        "Handloom " + Version.text(),
        pair.headset().device().config().simulated() || camera.simulated(),
        SpaceProfile.Kind.TOUCHED,
        String.format(
            Locale.ROOT,
            "%s index fingertip%s on a board of %s before %s",
            pair.side().word(),
            radiusTold ? "" : " (its thickness is assumed)",
            BoardText.words(board),
            pair.pictures().spec().name()),
        pair.headset().space(),
        session,
        origin,
        found.alignment(),
        new SpaceProfile.Through(pair.lens().id(), camera.driver() + " " + camera.address()));
  }

  /// @param all whether what was touched at other places counts no more, too
  private void refuse(String words, boolean all) {
    state = State.REFUSED;
    if (all) {
      points.clear();
      place = 0;
    }
    note = words;
    guide.away();
    show(words, 0, null, null);
  }

  private void show(
      String words, double share, @Nullable TouchFound found, @Nullable SpaceProfile made) {
    BoardWatch.Seen seen = lay;
    int next = state == State.TOUCHING && !wanted.isEmpty() ? wanted.getFirst() : -1;
    look =
        new Look(
            state,
            place,
            next,
            points.stream()
                .filter(each -> each.place() == place)
                .map(TouchPoint::corner)
                .toList(),
            points.size(),
            share,
            words,
            radiusTold,
            seen == null ? 0 : seen.metres(),
            found,
            made);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
