package dev.handloom.preview.learn;

/// The memory in which one example goes through a network: of one thread at a time.
public final class Lane {
  final Kernel kernel;

  /// Shared by all lanes; read only while examples go through.
  final float[] weights;

  /// What flows.
  public final float[] values;

  /// How much the loss changes with what flows.
  public final float[] slopes;

  /// How much it changes with the weights, summed over the examples.
  final float[] weightSlopes;

  Lane(Kernel kernel, float[] weights, int size) {
    this.kernel = kernel;
    this.weights = weights;
    values = new float[size];
    slopes = new float[size];
    weightSlopes = new float[weights.length];
  }
}
