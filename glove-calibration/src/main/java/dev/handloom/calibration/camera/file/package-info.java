/// Files in which people keep a camera's numbers: of OpenImuCameraCalibrator (as UMI uses them), of
/// ROS, OpenCV and Kalibr.
///
/// **Threads.** Pure functions.
@NullMarked
package dev.handloom.calibration.camera.file;

import org.jspecify.annotations.NullMarked;
