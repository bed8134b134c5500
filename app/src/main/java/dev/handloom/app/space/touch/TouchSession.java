package dev.handloom.app.space.touch;

import dev.handloom.app.space.SpaceMoment;
import dev.handloom.app.space.touch.StillTip.Held;
import dev.handloom.app.space.touch.TouchLook.State;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  /// While it is touched the board is looked at now and then.
  private static final long GLANCE_NANOS = 500_000_000L;

  /// Nothing has been seen for so long: it is said.
  private static final long UNSEEN_NANOS = 1_000_000_000L;

  private static final long NO_PICTURE_NANOS = 3_000_000_000L;

  /// A board that has moved farther than this across the camera's sight lay elsewhere meanwhile.
  private static final double MOST_MOVED_METRES = 0.003;

  private final TouchPair pair;
  private final Board board;
  private final TouchGuide guide;
  private final TouchViewer viewer;
  private final List<TouchCorner> corners;
  private final FingerTip tip;
  private final StillTip still = new StillTip();
  private final TouchPoints points = new TouchPoints();
  private final List<Integer> wanted = new ArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile TouchLook look = TouchLook.NONE;
  private volatile boolean closed;
  private State state = State.WAITING;
  private String note = "";
  private SpaceMoment space;
  private int place;
  private long lastSeen;
  private long lastPicture;
  private long lastGlance;
  private boolean radiusTold = true;
  private @Nullable TouchPlace lay;

  /// @param viewer sees the pictures
  public TouchSession(TouchPair pair, Board board, TouchGuide guide, TouchViewer viewer) {
    this.pair = pair;
    this.board = board;
    this.guide = guide;
    this.viewer = viewer;
    space = SpaceMoment.of(pair.headset());
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

  public TouchLook look() {
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
                    this::take,
                    () -> note = "The headset does not see the hand, so nothing was taken.");
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
        if (space.gone()) {
          refuse(TouchWords.RECENTRED, true);
          return;
        }
        place++;
        guide.another(place);
        lookFor();
      }
    });
  }

  private void anew() {
    points.clear();
    place = 0;
    guide.another(place);
    begin();
  }

  private void begin() {
    if (corners.isEmpty()) {
      refuse(TouchWords.FEW_SQUARES, true);
      return;
    }
    if (points.isEmpty()) {
      space = SpaceMoment.of(pair.headset());
    }
    lookFor();
  }

  private void lookFor() {
    state = State.LOOKING;
    lay = null;
    note = "";
    wanted.clear();
    lastPicture = StudioClock.now();
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
      watch
          .look(picture)
          .ifPresent(found -> {
            lay = new TouchPlace(place, found, corners);
            for (int i = 0; i < corners.size(); i++) {
              wanted.add(i);
            }
            touch();
          });
    } else if (state == State.TOUCHING && lastPicture - lastGlance > GLANCE_NANOS) {
      lastGlance = lastPicture;
      watch.pushed(here().seen(), picture, MOST_MOVED_METRES).ifPresent(this::wasMoved);
    } else if (state == State.CHECKING) {
      watch
          .look(picture)
          .map(after -> watch.moved(here().seen(), after))
          .ifPresent(moved -> {
            if (moved > MOST_MOVED_METRES) {
              wasMoved(moved);
            } else {
              end();
            }
          });
    }
  }

  /// Where the wanted corner is seen; null for none.
  private double @Nullable [] pixel() {
    TouchPlace seen = lay;
    return state != State.TOUCHING || seen == null || wanted.isEmpty()
        ? null
        : seen.pixel(pair.lens().model(), wanted.getFirst());
  }

  private void step(BoardWatch watch, long now) {
    boolean open = state == State.LOOKING || state == State.TOUCHING || state == State.CHECKING;
    if (open && space.gone()) {
      refuse(TouchWords.RECENTRED, true);
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
          String why = points.elsewhere(point(held.get(), wanted.getFirst()));
          if (why.isEmpty()) {
            take(held.get());
            words = note;
          } else {
            words = why;
          }
        }
      }
    }
    TouchLook last = look;
    if (state != State.DONE && state != State.REFUSED) {
      show(words, share, null, null);
    } else if (last.state() == state && !note.equals(last.words())) {
      show(note, 0, last.found(), last.made());
    }
  }

  private void touch() {
    state = State.TOUCHING;
    lastSeen = StudioClock.now();
    still.expect();
    guide.touch(corners.get(wanted.getFirst()));
  }

  private TouchPoint point(Held held, int corner) {
    radiusTold = TouchPlace.radiusTold(held);
    return here().point(held, corner);
  }

  private TouchPlace here() {
    return Objects.requireNonNull(lay, "seen before it is touched");
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
    TouchPoint last = points.back(place);
    if (last != null) {
      wanted.addFirst(last.corner());
      note = "";
      touch();
    }
  }

  private void worst() {
    TouchFound found = look.found();
    if (space.gone()) {
      refuse(TouchWords.RECENTRED, true);
    } else if (found != null && points.get(found.worst()).place() == place) {
      retouch(found.worst(), "");
    } else if (found != null) {
      note = TouchWords.OTHER_PLACE;
    }
  }

  private void retouch(int index, String why) {
    wanted.add(points.remove(index).corner());
    note = why;
    touch();
  }

  private void wasMoved(double metres) {
    points.leaveOut(place);
    refuse(TouchWords.moved(metres, !points.isEmpty()), false);
  }

  private void end() {
    try {
      OptionalInt wrong = points.wrong();
      if (wrong.isPresent()) {
        wrong(wrong.getAsInt());
        return;
      }
      TouchFound found = points.found();
      SpaceProfile made = pair.profile(space, found, board, radiusTold);
      state = State.DONE;
      note = "";
      show("", 0, found, made);
    } catch (AlignmentRefusal e) {
      points.leaveOut(place);
      refuse(String.valueOf(e.getMessage()), false);
    }
  }

  private void wrong(int index) throws AlignmentRefusal {
    String why = points.wrongWords(index);
    if (points.get(index).place() == place) {
      retouch(index, why + " Touch it again.");
    } else {
      points.remove(index);
      end();
      note = why + " It was left out.";
    }
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
    TouchPlace seen = lay;
    int next = state == State.TOUCHING && !wanted.isEmpty() ? wanted.getFirst() : -1;
    look =
        new TouchLook(
            state,
            place,
            next,
            points.at(place),
            points.count(),
            share,
            words,
            radiusTold,
            seen == null ? 0 : seen.seen().metres(),
            found,
            made);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
