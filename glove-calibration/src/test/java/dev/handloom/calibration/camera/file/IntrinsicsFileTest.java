package dev.handloom.calibration.camera.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntrinsicsFileTest {
  @TempDir Path folder = Path.of("");

  private IntrinsicsFile read(String text) throws IOException, CameraRefusal {
    return IntrinsicsFile.read(Files.writeString(folder.resolve("camera.txt"), text), 0, 0);
  }

  private String refused(String text) {
    return String.valueOf(assertThrows(CameraRefusal.class, () -> read(text)).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(LensKind kind) throws IOException, CameraRefusal {
    CameraModel camera = PlantedCamera.drawn(kind, 4).truth();
    String[] texts = {
      IntrinsicsFile.openImuJson(camera, 0.29, 40, 60),
      IntrinsicsFile.yaml(camera, IntrinsicsFile.Format.ROS, "wrist"),
      IntrinsicsFile.yaml(camera, IntrinsicsFile.Format.OPENCV, "wrist")
    };
    IntrinsicsFile.Format[] formats = {
      IntrinsicsFile.Format.OPEN_IMU_CAMERA_CALIBRATOR,
      IntrinsicsFile.Format.ROS,
      IntrinsicsFile.Format.OPENCV
    };
    for (int i = 0; i < texts.length; i++) {
      IntrinsicsFile back = read(texts[i]);
      assertEquals(formats[i], back.format());
      assertEquals(camera.width(), back.camera().width());
      assertEquals(camera.height(), back.camera().height());
      assertEquals(kind, LensKind.of(back.camera()));
      assertArrayEquals(camera.parameters(), back.camera().parameters(), 1e-9);
    }
  }

  @Test
  void theFileOfUmiIsUnderstood() throws IOException, CameraRefusal {
    IntrinsicsFile umi =
        read(
            """
            {"final_reproj_error": 0.29, "fps": 59.94, "image_height": 2028, "image_width": 2704,
             "intrinsic_type": "FISHEYE", "intrinsics": {"aspect_ratio": 1.002979,
             "focal_length": 796.854, "principal_pt_x": 1354.4266, "principal_pt_y": 1011.4847,
             "radial_distortion_1": -0.02196, "radial_distortion_2": -0.01896,
             "radial_distortion_3": 0.001694, "radial_distortion_4": -0.000168, "skew": 0.0},
             "nr_calib_images": 59, "stabelized": false}
            """);
    assertEquals(LensKind.FISHEYE, LensKind.of(umi.camera()));
    assertEquals(796.854 * 1.002979, umi.camera().fy(), 1e-9);
    assertEquals(0.29, umi.pixelsOff(), 1e-12);
    // It does not light the corners of the sensor.
    double seen = Math.toDegrees(umi.camera().fieldOfView(true));
    assertTrue(seen > 150 && seen < 215, seen + "°");
    assertFalse(umi.camera().unproject(0, 0, new double[3]));
  }

  @Test
  void theFilesOfRosKalibrAndOpenCvAreUnderstood() throws IOException, CameraRefusal {
    IntrinsicsFile ros =
        read(
            """
            image_width: 640
            image_height: 480
            camera_name: narrow_stereo  # of the robot
            camera_matrix:
              rows: 3
              cols: 3
              data: [ 605.3,   0.,  320.5,
                        0.,  604.1, 241.2,
                        0.,   0.,   1.]
            distortion_model: plumb_bob
            distortion_coefficients:
              rows: 1
              cols: 5
              data: [0.1, -0.2, 1e-3, -2.5E-4, 0]
            """);
    assertArrayEquals(
        new double[] {605.3, 604.1, 320.5, 241.2, 0.1, -0.2, 1e-3, -2.5e-4, 0},
        ros.camera().parameters());
    IntrinsicsFile kalibr =
        read(
            """
            cam0:
              cam_overlaps: [1]
              camera_model: pinhole
              distortion_coeffs: [-0.01, 0.02, -0.003, 0.0004]
              distortion_model: equidistant
              intrinsics: [461.6, 460.2, 362.7, 248.1]
              resolution: [752, 480]
              rostopic: /cam0/image_raw
            """);
    assertEquals(LensKind.FISHEYE, LensKind.of(kalibr.camera()));
    assertEquals(752, kalibr.camera().width());
    IntrinsicsFile openCv =
        read(
            """
            {"image_width": 640, "image_height": 480, "camera_matrix": {"type_id": "opencv-matrix",
             "rows": 3, "cols": 3, "dt": "d", "data": [500.0, 0.0, 320.0, 0.0, 501.0, 240.0, 0.0,
             0.0, 1.0]}, "distortion_coefficients": [[0.1, 0.2, 0.0, 0.0, 0.3]]}
            """);
    assertEquals(0.3, openCv.camera().parameters()[8]);
    // Lists by dashes, as Python writes them.
    IntrinsicsFile dashes =
        read(
            """
            width: 640
            height: 480
            K:
            - [500, 0, 320]
            - [0, 501, 240]
            - [0, 0, 1]
            D:
            - 0.1
            - 0.2
            """);
    assertEquals(501, dashes.camera().fy());
  }

  @Test
  void whatIsNotKnownIsRefusedWithWords() {
    assertTrue(refused("").contains("camera matrix"));
    assertTrue(refused("{\"a\"").contains("no file of a camera"));
    assertTrue(refused("K: [1, 0, 2, 0, 1, 2, 0, 0, 1]").contains("how large"));
    assertTrue(
        refused("{\"intrinsic_type\": \"DOUBLE_SPHERE\", \"intrinsics\": {}}")
            .contains("DOUBLE_SPHERE"));
    assertTrue(
        refused("width: 6\nheight: 4\nK: [1, 0, 2, 0, 1, 2, 0, 0, 1]\nD: [1, 2, 3, 4, 5, 6, 7, 8]")
            .contains("8 numbers"));
    assertTrue(
        refused("width: 6\nheight: 4\nK: [0, 0, 2, 0, 1, 2, 0, 0, 1]\nD: []")
            .contains("no camera's"));
  }
}
