package dev.handloom.store.resample;

/// How many rows of a stream came by their values how.
///
/// @param interpolated rows
/// @param held rows
/// @param repeated rows
/// @param missing rows
/// @param skipped samples between the first and the last row that no row was made of
/// @param backwards samples that are left out because their time is not after the one before
public record ResampleReport(
    String stream,
    int interpolated,
    int held,
    int repeated,
    int missing,
    int skipped,
    int backwards) {
  public int rows() {
    return interpolated + held + repeated + missing;
  }
}
