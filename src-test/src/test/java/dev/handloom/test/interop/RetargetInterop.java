package dev.handloom.test.interop;

import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.Retargeter;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.RobotModel;
import dev.handloom.calibration.urdf.RobotMotion;
import dev.handloom.calibration.urdf.UrdfReader;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.space.Vec3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/// Writes robot descriptions, and what we make of them, for others to look over: where every link
/// is, and the targets that we found for simulated people's hands.
public final class RetargetInterop {
  private static final long SEED = 4711;
  private static final int STANDS = 50;
  private static final int POSES = 40;
  private static final int LINKS = 30;

  private RetargetInterop() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Random random = new Random(SEED);
    List<Object> robots = new ArrayList<>();
    for (String name : RobotHands.shipped()) {
      byte[] urdf = resource(name + ".urdf");
      Files.write(folder.resolve(name + ".urdf"), urdf);
      RobotHand hand = RobotHands.find(name).hand();
      Map<String, Object> robot = robot(name, UrdfReader.read(urdf), random);
      if (!hand.mapping().jaws()) {
        robot.put(
            "tips", hand.tips().stream().map(t -> hand.model().links().get(t.link())).toList());
        robot.put("limits", limits(hand));
        robot.put("poses", poses(hand));
      }
      robots.add(robot);
    }
    byte[] generated = generated(random).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("generated.urdf"), generated);
    robots.add(robot("generated", UrdfReader.read(generated), random));
    Files.writeString(
        folder.resolve("account.json"), JsonMapper.builder().build().writeValueAsString(robots));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RobotHands.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("No resource " + name);
      }
      return in.readAllBytes();
    }
  }

  private static Map<String, Object> robot(String name, RobotModel model, Random random)
      throws Exception {
    Drives drives = Drives.of(model);
    RobotMotion motion = new RobotMotion(model, drives);
    List<Object> stands = new ArrayList<>();
    for (int n = 0; n < STANDS; n++) {
      double[] q = new double[drives.count()];
      for (int d = 0; d < q.length; d++) {
        q[d] = drives.lower(d) + random.nextDouble() * (drives.upper(d) - drives.lower(d));
      }
      motion.move(q);
      Map<String, double[]> links = new LinkedHashMap<>();
      for (int link = 0; link < model.links().size(); link++) {
        double[] frame = new double[12];
        motion.point(link, Vec3.ZERO, frame, 0);
        motion.direction(link, new Vec3(1, 0, 0), frame, 3);
        motion.direction(link, new Vec3(0, 1, 0), frame, 6);
        motion.direction(link, new Vec3(0, 0, 1), frame, 9);
        links.put(model.links().get(link), frame);
      }
      stands.add(Map.of("q", named(drives, q), "links", links));
    }
    Map<String, Object> robot = new LinkedHashMap<>();
    robot.put("name", name);
    robot.put("root", model.root());
    robot.put("stands", stands);
    return robot;
  }

  private static Map<String, Double> named(Drives drives, double[] q) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int d = 0; d < q.length; d++) {
      named.put(drives.joint(d).name(), q[d]);
    }
    return named;
  }

  private static Map<String, double[]> limits(RobotHand hand) {
    Map<String, double[]> limits = new LinkedHashMap<>();
    for (int d : hand.used()) {
      limits.put(hand.drives().joint(d).name(), new double[] {hand.lower(d), hand.upper(d)});
    }
    return limits;
  }

  private static List<Object> poses(RobotHand hand) {
    List<Object> poses = new ArrayList<>();
    RetargetSettings settings = RetargetSettings.USUAL.with(Objective.VECTOR);
    for (int n = 0; n < POSES; n++) {
      Wearer person = new Wearer(SEED + n);
      double[] joints = new double[HandPose.VALUES];
      new ForwardKinematics(person.side(), person.size()).solve(person.everyday(), joints);
      Retargeter retargeter = new Retargeter(hand.wornOn(person.side()), settings);
      retargeter.solve(joints, 0);
      poses.add(
          Map.of(
              "places",
              retargeter.places(),
              "q",
              named(hand.drives(), retargeter.drives()),
              "tips",
              retargeter.tipPoints()));
    }
    return poses;
  }

  /// A tree with joints of every kind, turned every way, of which some follow others.
  private static String generated(Random random) {
    StringBuilder text =
        new StringBuilder(
            "<?xml version=\"1.0\"?>\n<robot name=\"generated\">\n<link name=\"l0\"/>\n");
    for (int i = 1; i <= LINKS; i++) {
      // Others take an axis as it stands, whatever its length.
      Vec3 axis =
          new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian() + 0.1)
              .unit();
      String type = new String[] {"revolute", "prismatic", "fixed", "continuous"}[i % 4];
      text.append(
          String.format(
              Locale.ROOT,
              "<link name=\"l%d\"/>%n<joint name=\"j%d\" type=\"%s\"><parent link=\"l%d\"/><child link=\"l%d\"/>"
                  + "<origin xyz=\"%.4f %.4f %.4f\" rpy=\"%.4f %.4f %.4f\"/><axis xyz=\"%.17g %.17g %.17g\"/>",
              i,
              i,
              type,
              random.nextInt(i),
              i,
              0.1 * random.nextGaussian(),
              0.1 * random.nextGaussian(),
              0.1 * random.nextGaussian(),
              2 * random.nextGaussian(),
              2 * random.nextGaussian(),
              2 * random.nextGaussian(),
              axis.x(),
              axis.y(),
              axis.z()));
      if (!type.equals("fixed") && !type.equals("continuous")) {
        text.append("<limit lower=\"-0.8\" upper=\"1.1\" effort=\"1\" velocity=\"1\"/>");
      }
      if (i == 9 || i == 17) {
        text.append("<mimic joint=\"j5\" multiplier=\"-0.6\" offset=\"0.1\"/>");
      }
      text.append("</joint>\n");
    }
    return text.append("</robot>\n").toString();
  }
}
