package dev.handloom.app.ui.video;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.pixel.FrameMailbox;
import dev.handloom.app.ui.theme.Figures;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.function.LongSupplier;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The picture of a camera, as large as fits, with its name, rate and age; or why there is none.
///
/// A camera thread calls [#offer]; the tile takes the latest frame once per pulse while it is
/// shown.
public final class VideoTile extends Region {

  private static final double DEFAULT_WIDTH = 320;
  private static final double DEFAULT_HEIGHT = 240;
  private static final long CAPTION_EVERY_NANOS = 250_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Older than this a picture is called old: at 5 Hz, the slowest camera, five frames are missing.
  private static final long OLD_NANOS = 1_000_000_000;

  /// Holds "999.9 s old", so that the caption does not shake.
  private static final double AGE_WIDTH = 56;

  private record Picture(PixelBuffer<ByteBuffer> buffer, Image image) {}

  private final FrameMailbox mailbox = new FrameMailbox();
  private final RateMeter rate = new RateMeter();
  private final IdentityHashMap<ByteBuffer, Picture> pictures = new IdentityHashMap<>();
  private static final double OVERLAY_OPACITY = 0.5;

  private final ImageView image = new ImageView();
  private final ImageView overlay = new ImageView();
  private final Label note = new Label();
  private final Label rateText = new Label();
  private final Label ageText = new Label();
  private final FontIcon oldIcon = new FontIcon(Feather.ALERT_TRIANGLE);
  private final HBox caption;
  private final VBox absence = new VBox();
  private final LongSupplier now;
  private FrameMailbox.@Nullable Frame shown;
  private long captionAt = Long.MIN_VALUE;

  /// @param name of the camera, as people call it: "Wrist camera, left"
  public VideoTile(String name) {
    this(name, System::nanoTime);
  }

  /// A tile whose now comes from a clock of the caller, as in replay.
  public VideoTile(String name, LongSupplier now) {
    this.now = now;
    getStyleClass().add("video-tile");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(name);
    Label nameText = new Label(name);
    nameText.getStyleClass().add("text-strong");
    rateText.getStyleClass().add(Figures.STYLE_CLASS);
    ageText.getStyleClass().add(Figures.STYLE_CLASS);
    rateText.setMinWidth(Region.USE_PREF_SIZE);
    ageText.setMinWidth(AGE_WIDTH);
    ageText.setAlignment(Pos.CENTER_RIGHT);
    // At the tile's least width the name may be cut.
    nameText.setTooltip(new Tooltip(name));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    oldIcon.setVisible(false);
    note.getStyleClass().add("text-small");
    note.setMinWidth(0);
    caption = new HBox(nameText, note, gap, rateText, oldIcon, ageText);
    caption.getStyleClass().add("video-caption");
    absence.getStyleClass().add("video-absence");
    image.setPreserveRatio(true);
    image.setSmooth(true);
    setPrefSize(DEFAULT_WIDTH, DEFAULT_HEIGHT);
    setMinSize(DEFAULT_WIDTH / 2, DEFAULT_HEIGHT / 2);
    overlay.getStyleClass().add("video-overlay");
    overlay.setPreserveRatio(true);
    overlay.setOpacity(OVERLAY_OPACITY);
    overlay.setMouseTransparent(true);
    getChildren().addAll(image, overlay, absence, caption);
    showAbsence("Waiting for the first picture", null);
    Pulse.shared().whileShown(this, _ -> refresh());
  }

  /// Hands in a frame; copies and returns. From one thread at a time.
  ///
  /// @param bgra opaque, rows of `strideBytes`
  /// @param captureNanos when it was taken, in the time of this tile's clock
  public void offer(MemorySegment bgra, int width, int height, int strideBytes, long captureNanos) {
    rate.arrived(now.getAsLong());
    mailbox.offer(bgra, width, height, strideBytes, captureNanos);
  }

  /// Hands in a frame whose rows have no padding, from index 0 of the buffer.
  public void offer(ByteBuffer bgra, int width, int height, long captureNanos) {
    // Of a duplicate, as a segment starts at the position and the caller's must stay.
    MemorySegment segment = MemorySegment.ofBuffer(bgra.duplicate().clear());
    offer(segment, width, height, width * 4, captureNanos);
  }

  /// Says why there is no picture, and what to do; until the next frame comes.
  ///
  /// @param remedy a button, or null
  public void showAbsence(String why, @Nullable Node remedy) {
    shown = null;
    image.setImage(null);
    Label text = new Label(why);
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.setMinHeight(Region.USE_PREF_SIZE);
    absence.getChildren().setAll(new FontIcon(Feather.VIDEO_OFF), text);
    if (remedy != null) {
      absence.getChildren().add(remedy);
    }
    absence.setVisible(true);
    setAccessibleHelp(why);
    rateText.setText("");
    ageText.setText("");
    oldIcon.setVisible(false);
    requestLayout();
  }

  /// Lays a picture half-transparent over the live one; null takes it away.
  public void setOverlay(@Nullable Image picture) {
    if (!java.util.Objects.equals(overlay.getImage(), picture)) {
      overlay.setImage(picture);
      requestLayout();
    }
  }

  /// Says something more of the camera behind its name, as what packs its pictures.
  public void setNote(String text) {
    if (!text.equals(note.getText())) {
      note.setText(text);
      note.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }
  }

  /// Leaves the rate out of the caption: pictures that are looked up and not received have none.
  public void hideRate() {
    rateText.setVisible(false);
    rateText.setManaged(false);
    // On a small tile the name needs the room.
    note.setManaged(false);
    oldIcon.managedProperty().bind(oldIcon.visibleProperty());
  }

  /// When the picture was taken that is shown, in the time of this tile's clock; the least number
  /// while there is none.
  public long shownNanos() {
    FrameMailbox.Frame frame = shown;
    return frame == null ? Long.MIN_VALUE : frame.captureNanos();
  }

  /// Whether a picture is on it, and not a word why there is none.
  public boolean hasPicture() {
    return shown != null;
  }

  /// Frames that came faster than they were shown. Nothing is lost by it.
  public long skippedFrames() {
    return mailbox.skipped();
  }

  /// Takes the latest frame. Called by the pulse; by hand only for a picture off the screen.
  public void refresh() {
    FrameMailbox.Frame frame = mailbox.take();
    if (frame != null) {
      show(frame);
    }
    long time = now.getAsLong();
    // By the wall clock: that of a replay stands still, goes back and jumps.
    long wall = System.nanoTime();
    if (shown != null && (captionAt == Long.MIN_VALUE || wall - captionAt >= CAPTION_EVERY_NANOS)) {
      captionAt = wall;
      showCaption(shown, time);
    }
  }

  private void show(FrameMailbox.Frame frame) {
    FrameMailbox.Frame before = shown;
    if (before == null || before.width() != frame.width() || before.height() != frame.height()) {
      pictures.clear();
      captionAt = Long.MIN_VALUE;
      requestLayout();
    }
    if (oldIcon.isVisible()) {
      // A new picture takes the warning away at once.
      captionAt = Long.MIN_VALUE;
    }
    shown = frame;
    Picture picture = pictures.computeIfAbsent(frame.pixels(), _ -> pictureOf(frame));
    picture.buffer().updateBuffer(_ -> null);
    image.setImage(picture.image());
    absence.setVisible(false);
  }

  private static Picture pictureOf(FrameMailbox.Frame frame) {
    PixelBuffer<ByteBuffer> buffer =
        new PixelBuffer<>(
            frame.width(), frame.height(), frame.pixels(), PixelFormat.getByteBgraPreInstance());
    return new Picture(buffer, new WritableImage(buffer));
  }

  private void showCaption(FrameMailbox.Frame frame, long time) {
    long age = Math.max(0, time - frame.captureNanos());
    boolean old = age > OLD_NANOS;
    rateText.setText(String.format(Locale.ROOT, "%.1f Hz", rate.hertz(time)));
    ageText.setText(
        old
            ? String.format(Locale.ROOT, "%.1f s old", age / 1e9)
            : String.format(Locale.ROOT, "%d ms", age / NANOS_PER_MILLI));
    oldIcon.setVisible(old);
    if (old != ageText.getStyleClass().contains("warning")) {
      ageText.getStyleClass().remove("warning");
      if (old) {
        ageText.getStyleClass().add("warning");
      }
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    double captionHeight = Math.ceil(caption.prefHeight(width));
    caption.resizeRelocate(0, height - captionHeight, width, captionHeight);
    absence.resizeRelocate(0, 0, width, height - captionHeight);
    FrameMailbox.Frame frame = shown;
    if (frame != null) {
      double scale = Math.min(width / frame.width(), height / frame.height());
      double pictureWidth = frame.width() * scale;
      double pictureHeight = frame.height() * scale;
      image.setFitWidth(pictureWidth);
      image.setFitHeight(pictureHeight);
      image.relocate(
          Math.rint((width - pictureWidth) / 2), Math.rint((height - pictureHeight) / 2));
      overlay.setFitWidth(pictureWidth);
      overlay.setFitHeight(pictureHeight);
      overlay.relocate(image.getLayoutX(), image.getLayoutY());
    }
    absence.setAlignment(Pos.CENTER);
  }
}
