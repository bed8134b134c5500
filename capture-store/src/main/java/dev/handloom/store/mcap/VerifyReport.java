package dev.handloom.store.mcap;

import java.util.List;

/// What [McapVerifier] saw in a file.
///
/// @param found counted from the records themselves, whatever the file says of them
/// @param fileBytes all bytes gone through
/// @param dataChecksummed whether the data section carries a checksum over all of its bytes
/// @param chunksWithoutChecksum chunks whose bytes nothing but that vouches for
/// @param unknownRecords of kinds that this library does not know; private ones among them
/// @param stepsBack messages logged earlier than one in front of them: allowed, and worth knowing
/// @param problemCount all problems; `problems` holds the first [#LISTED_PROBLEMS]
/// @param problems in the order of the file
public record VerifyReport(
    McapRecord.Statistics found,
    long fileBytes,
    boolean dataChecksummed,
    long chunksWithoutChecksum,
    long unknownRecords,
    long stepsBack,
    long problemCount,
    List<RecoveryReport.Problem> problems) {

  /// A file that is damaged all over must not fill the memory with complaints.
  public static final int LISTED_PROBLEMS = 100;

  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /// Every checksum holds and everything the file says of itself is so.
  public boolean isSound() {
    return problemCount == 0;
  }
}
