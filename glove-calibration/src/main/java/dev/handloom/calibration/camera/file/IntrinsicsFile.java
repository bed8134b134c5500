package dev.handloom.calibration.camera.file;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A camera as a file of somebody's has it.
///
/// @param format whose file it is
/// @param pixelsOff what it says of how well it was fitted; NaN where it says nothing
public record IntrinsicsFile(CameraModel camera, Format format, double pixelsOff) {
  /// Whose files are known.
  public enum Format {
    OPEN_IMU_CAMERA_CALIBRATOR("OpenImuCameraCalibrator"),
    ROS("ROS camera_info"),
    OPENCV("OpenCV"),
    KALIBR("Kalibr");

    private final String words;

    Format(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Files of cameras are a page long.
  private static final long MOST_BYTES = 1 << 20;

  /// Reads a file, whose format is told by what is in it.
  ///
  /// @param width of the picture, for files that do not say it; 0 if unknown
  /// @throws CameraRefusal where it says no camera that we know
  public static IntrinsicsFile read(Path file, int width, int height) throws CameraRefusal {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CameraRefusal("This is too large for a file of a camera's numbers: " + file);
      }
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CameraRefusal("The file cannot be read as text: " + file, e);
    }
    try {
      IntrinsicsFile read = parse(text, width, height);
      double[] all = read.camera.parameters();
      boolean sound = read.camera.fx() > 0 && read.camera.fy() > 0;
      for (double each : all) {
        sound &= Double.isFinite(each);
      }
      if (!sound || read.camera.width() < 1 || read.camera.height() < 1) {
        throw new CameraRefusal("The numbers in it are no camera's");
      }
      return read;
    } catch (CameraRefusal e) {
      throw new CameraRefusal(e.getMessage() + ": " + file, e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CameraRefusal(
          "This is no file of a camera's numbers, or it is damaged: " + file, e);
    }
  }

  private static IntrinsicsFile parse(String text, int width, int height) throws CameraRefusal {
    Map<?, ?> map =
        text.stripLeading().startsWith("{")
            ? JSON.readValue(text, Map.class)
            : PlainYaml.read(text);
    Numbers root = new Numbers(map);
    if (root.find("intrinsic_type").isPresent()) {
      return openImu(root);
    }
    Optional<Numbers> chain = root.inner("cam0");
    if (chain.isPresent()) {
      return kalibr(chain.get());
    }
    return root.find("intrinsics").isPresent() && root.find("distortion_coeffs").isPresent()
        ? kalibr(root)
        : openCv(root, width, height);
  }

  private static IntrinsicsFile openImu(Numbers root) throws CameraRefusal {
    Numbers inner =
        root.inner("intrinsics").orElseThrow(() -> new CameraRefusal("It has no intrinsics"));
    double f = inner.numberOr(Double.NaN, "focal_length");
    double[] k = new double[4];
    for (int i = 0; i < k.length; i++) {
      k[i] = inner.numberOr(0, "radial_distortion_" + (i + 1));
    }
    double[] plain = {
      f,
      f * inner.numberOr(1, "aspect_ratio"),
      inner.numberOr(Double.NaN, "principal_pt_x"),
      inner.numberOr(Double.NaN, "principal_pt_y")
    };
    String type = root.word("intrinsic_type");
    int width = (int) root.numberOr(0, "image_width");
    int height = (int) root.numberOr(0, "image_height");
    CameraModel camera =
        switch (type) {
          case "FISHEYE" -> camera(LensKind.FISHEYE, width, height, plain, k);
          case "PINHOLE", "PINHOLE_RADIAL_TANGENTIAL" ->
              camera(
                  LensKind.PINHOLE,
                  width,
                  height,
                  plain,
                  new double[] {
                    k[0],
                    k[1],
                    inner.numberOr(0, "tangential_distortion_1"),
                    inner.numberOr(0, "tangential_distortion_2"),
                    k[2]
                  });
          default ->
              throw new CameraRefusal(
                  "Its camera is a " + type + ", of which we know no more than the name");
        };
    return new IntrinsicsFile(
        camera, Format.OPEN_IMU_CAMERA_CALIBRATOR, root.numberOr(Double.NaN, "final_reproj_error"));
  }

  private static IntrinsicsFile kalibr(Numbers root) throws CameraRefusal {
    double[] plain = root.list("intrinsics");
    double[] size = root.list("resolution");
    if (!root.word("camera_model").equals("pinhole") || plain.length != 4 || size.length != 2) {
      throw new CameraRefusal(
          "Its camera is a '" + root.word("camera_model") + "', which we do not know");
    }
    String model = root.word("distortion_model");
    LensKind kind =
        switch (model) {
          case "equidistant" -> LensKind.FISHEYE;
          case "radtan", "none", "" -> LensKind.PINHOLE;
          default ->
              throw new CameraRefusal("Its distortion is '" + model + "', which we do not know");
        };
    return new IntrinsicsFile(
        camera(kind, (int) size[0], (int) size[1], plain, root.list("distortion_coeffs")),
        Format.KALIBR,
        Double.NaN);
  }

  /// ROS and OpenCV name things alike; ROS says which distortion it is.
  private static IntrinsicsFile openCv(Numbers root, int width, int height) throws CameraRefusal {
    double[] k = root.list("camera_matrix", "cameraMatrix", "Camera_Matrix", "K", "k", "mtx");
    if (k.length != 9) {
      throw new CameraRefusal("It has no camera matrix of three by three");
    }
    double[] bent =
        root.list(
            "distortion_coefficients",
            "Distortion_Coefficients",
            "dist_coeffs",
            "distCoeffs",
            "dist",
            "distortion",
            "D",
            "d");
    int w = (int) root.numberOr(width, "image_width", "image_Width", "width");
    int h = (int) root.numberOr(height, "image_height", "image_Height", "height");
    if (w < 1 || h < 1) {
      throw new CameraRefusal("It does not say how large the picture is; give the size with it");
    }
    String model = root.word("distortion_model", "model", "type").toLowerCase(Locale.ROOT);
    boolean fisheye =
        model.equals("equidistant")
            || model.contains("fisheye")
            || model.contains("kannala")
            || root.numberOr(0, "fisheye_model", "fisheye") != 0
            || root.word("fisheye").equals("true");
    boolean ros = root.find("distortion_model").isPresent();
    return new IntrinsicsFile(
        camera(
            fisheye ? LensKind.FISHEYE : LensKind.PINHOLE,
            w,
            h,
            new double[] {k[0], k[4], k[2], k[5]},
            bent),
        ros ? Format.ROS : Format.OPENCV,
        root.numberOr(Double.NaN, "avg_reprojection_error", "Avg_Reprojection_Error", "rms"));
  }

  private static CameraModel camera(
      LensKind kind, int width, int height, double[] plain, double[] bent) throws CameraRefusal {
    int most = kind == LensKind.PINHOLE ? 5 : 4;
    for (int i = most; i < bent.length; i++) {
      if (bent[i] != 0) {
        throw new CameraRefusal(
            "It bends rays by "
                + bent.length
                + " numbers; we know "
                + most
                + " for a "
                + kind.words());
      }
    }
    double[] all = new double[CameraModel.PLAIN + most];
    System.arraycopy(plain, 0, all, 0, CameraModel.PLAIN);
    System.arraycopy(bent, 0, all, CameraModel.PLAIN, Math.min(most, bent.length));
    return kind == LensKind.PINHOLE
        ? new PinholeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0, 0).with(all)
        : new FisheyeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0).with(all);
  }

  /// The text of a file as OpenCV reads it, and ROS: matrices with their shape.
  public static String yaml(CameraModel camera, Format format, String name) {
    boolean ros = format == Format.ROS;
    boolean fisheye = LensKind.of(camera) == LensKind.FISHEYE;
    double[] bent = camera.distortion();
    double[] k = {camera.fx(), 0, camera.cx(), 0, camera.fy(), camera.cy(), 0, 0, 1};
    StringBuilder text = new StringBuilder(ros ? "" : "%YAML:1.0\n---\n");
    text.append("image_width: ").append(camera.width()).append('\n');
    text.append("image_height: ").append(camera.height()).append('\n');
    text.append("camera_name: \"").append(name.replace("\"", "")).append("\"\n");
    text.append(matrix("camera_matrix", 3, 3, k, ros));
    text.append(ros ? "distortion_model: " + (fisheye ? "equidistant" : "plumb_bob") + "\n" : "");
    text.append(!ros ? "model: \"" + (fisheye ? "fisheye" : "pinhole") + "\"\n" : "");
    text.append(matrix("distortion_coefficients", 1, bent.length, bent, ros));
    if (ros) {
      text.append(
          matrix("rectification_matrix", 3, 3, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, true));
      double[] p = {k[0], 0, k[2], 0, 0, k[4], k[5], 0, 0, 0, 1, 0};
      text.append(matrix("projection_matrix", 3, 4, p, true));
    }
    return text.toString();
  }

  private static String matrix(String name, int rows, int columns, double[] data, boolean ros) {
    String tag = ros ? "" : " !!opencv-matrix";
    String type = ros ? "" : "   dt: d\n";
    String indent = ros ? "  " : "   ";
    return name
        + ":"
        + tag
        + "\n"
        + indent
        + "rows: "
        + rows
        + "\n"
        + indent
        + "cols: "
        + columns
        + "\n"
        + type
        + indent
        + "data: "
        + Arrays.toString(data)
        + "\n";
  }

  /// The text of a file as OpenImuCameraCalibrator writes it and UMI reads it.
  ///
  /// @param fps 0 if unknown
  public static String openImuJson(CameraModel camera, double pixelsOff, int views, double fps) {
    var inner = new LinkedHashMap<String, Object>();
    inner.put("aspect_ratio", camera.fy() / camera.fx());
    inner.put("focal_length", camera.fx());
    inner.put("principal_pt_x", camera.cx());
    inner.put("principal_pt_y", camera.cy());
    double[] k = camera.distortion();
    boolean fisheye = LensKind.of(camera) == LensKind.FISHEYE;
    double[] radial = fisheye ? k : new double[] {k[0], k[1], k[4]};
    for (int i = 0; i < radial.length; i++) {
      inner.put("radial_distortion_" + (i + 1), radial[i]);
    }
    if (!fisheye) {
      inner.put("tangential_distortion_1", k[2]);
      inner.put("tangential_distortion_2", k[3]);
    }
    inner.put("skew", 0.0);
    var root = new LinkedHashMap<String, Object>();
    root.put("final_reproj_error", pixelsOff);
    root.put("fps", fps);
    root.put("image_height", camera.height());
    root.put("image_width", camera.width());
    root.put("intrinsic_type", fisheye ? "FISHEYE" : "PINHOLE_RADIAL_TANGENTIAL");
    root.put("intrinsics", inner);
    root.put("nr_calib_images", views);
    root.put("stabelized", false);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
