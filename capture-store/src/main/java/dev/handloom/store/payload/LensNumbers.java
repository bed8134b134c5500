package dev.handloom.store.payload;

import java.util.List;

/// A lens by the parameters that OpenCV has made common.
///
/// @param fisheye whether by the angle (Kannala and Brandt); else a pinhole
/// @param distortion `k1 k2 k3 k4` for a fisheye, `k1 k2 p1 p2 k3` for a pinhole
public record LensNumbers(
    int width,
    int height,
    boolean fisheye,
    double fx,
    double fy,
    double cx,
    double cy,
    List<Double> distortion) {}
