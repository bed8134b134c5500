package dev.handloom.app.ui.theme;

import javafx.scene.paint.Color;

/// Colours for what is painted rather than styled.
///
/// Series colours are those of Okabe and Ito ("Color universal design", 2008), which people with
/// the common colour-vision deficiencies can tell apart; darkened for light ground and lifted for
/// dark so that thin lines keep a contrast of 3:1. Their vermilion is left out: red is for
/// recording.
///
/// @param ground behind everything
/// @param raised behind a tile or a lane
/// @param grid lines that help and should not be seen first
/// @param text words and numbers
/// @param muted words of less weight
/// @param accent the one accent
/// @param warning amber, always with an icon and a word
public record Palette(
    Color ground, Color raised, Color grid, Color text, Color muted, Color accent, Color warning) {

  private static final Palette LIGHT =
      new Palette(
          Color.web("#ffffff"),
          Color.web("#f6f8fa"),
          Color.web("#d8dee4"),
          Color.web("#24292f"),
          Color.web("#57606a"),
          Color.web("#0969da"),
          Color.web("#9a6700"));
  private static final Palette DARK =
      new Palette(
          Color.web("#0d1117"),
          Color.web("#161b22"),
          Color.web("#30363d"),
          Color.web("#e6edf3"),
          Color.web("#9198a1"),
          Color.web("#58a6ff"),
          Color.web("#e3b341"));

  // Blue, orange, green, purple, sky, olive, grey, brown.
  private static final int[] SERIES_LIGHT = {
    0xff0072b2, 0xffb87300, 0xff007a5a, 0xffa8578a, 0xff2b8cc4, 0xff8a7d00, 0xff57606a, 0xff8c5a2b
  };
  private static final int[] SERIES_DARK = {
    0xff4ea6dc, 0xffe69f00, 0xff2fbf94, 0xffd694bd, 0xff8fd0f5, 0xffe0d84a, 0xffaab4be, 0xffcf9a66
  };

  /// The colours for light or dark.
  public static Palette of(boolean dark) {
    return dark ? DARK : LIGHT;
  }

  /// The colour of the i-th series as opaque ARGB; they repeat after eight.
  public static int series(int index, boolean dark) {
    int[] colours = dark ? SERIES_DARK : SERIES_LIGHT;
    return colours[Math.floorMod(index, colours.length)];
  }

  /// A colour as opaque ARGB.
  public static int argb(Color colour) {
    return 0xff000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}
