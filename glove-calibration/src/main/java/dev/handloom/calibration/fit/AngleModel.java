package dev.handloom.calibration.fit;

import dev.handloom.calibration.hand.JointSource;

/// How one angle comes about.
///
/// @param weights radians per feature
/// @param covariance of the weights, radians²
/// @param floor what no run can take away, one standard deviation in radians: what the form of the
///   sum does not hold
public record AngleModel(
    JointSource source, Feature[] features, double[] weights, double[][] covariance, double floor) {

  double mean(double[] readings) {
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += weights[i] * features[i].value(readings);
    }
    return sum;
  }

  /// @param noise of each reading, one standard deviation
  /// @param scratch as long as the longest sum
  double variance(double[] readings, double[] noise, double[] scratch) {
    double sum = floor * floor;
    for (int i = 0; i < features.length; i++) {
      scratch[i] = features[i].value(readings);
    }
    for (int i = 0; i < features.length; i++) {
      double row = 0;
      double[] line = covariance[i];
      for (int j = 0; j < features.length; j++) {
        row += line[j] * scratch[j];
      }
      sum += row * scratch[i];
      if (features[i].channel() >= 0) {
        double heard = weights[i] * features[i].slope(readings) * noise[features[i].channel()];
        sum += heard * heard;
      }
    }
    return sum;
  }
}
