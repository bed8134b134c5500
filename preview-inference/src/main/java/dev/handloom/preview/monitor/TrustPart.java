package dev.handloom.preview.monitor;

/// One number by which a model is watched.
///
/// @param of which part: a camera, a horizon as `0.53 s`; empty for the whole
public record TrustPart(Trust trust, String of) implements Comparable<TrustPart> {
  public static TrustPart whole(Trust trust) {
    return new TrustPart(trust, "");
  }

  @Override
  public int compareTo(TrustPart other) {
    int order = trust.compareTo(other.trust);
    return order == 0 ? of.compareTo(other.of) : order;
  }
}
