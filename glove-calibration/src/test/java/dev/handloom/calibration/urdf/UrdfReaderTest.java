package dev.handloom.calibration.urdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UrdfReaderTest {
  private static final String LIMIT = "<limit lower='-1' upper='1' effort='1' velocity='2'/>";

  private static RobotModel read(String... parts) throws UrdfException {
    String text = "<robot name='r'>" + String.join("\n", parts) + "</robot>";
    return UrdfReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String link(String name) {
    return "<link name='" + name + "'/>";
  }

  private static String joint(String name, String type, String from, String to, String more) {
    return "<joint name='%s' type='%s'><parent link='%s'/><child link='%s'/>%s</joint>"
        .formatted(name, type, from, to, more);
  }

  private static void refuses(String word, String... parts) {
    UrdfException e = assertThrows(UrdfException.class, () -> Drives.of(read(parts)));
    assertTrue(String.valueOf(e.getMessage()).contains(word), e.getMessage());
  }

  @Test
  void theMessageNamesWhatIsWrong() {
    refuses("no limit", link("a"), link("b"), joint("j", "revolute", "a", "b", ""));
    refuses("Two links are called a", link("a"), link("a"));
    refuses(
        "Two joints are called j",
        link("a"),
        link("b"),
        link("c"),
        joint("j", "fixed", "a", "b", ""),
        joint("j", "fixed", "b", "c", ""));
    refuses("no such link", link("a"), joint("j", "fixed", "a", "ghost", ""));
    refuses("b hangs on nothing", link("a"), link("b"));
    refuses(
        "circle",
        link("a"),
        link("b"),
        joint("j", "fixed", "a", "b", ""),
        joint("k", "fixed", "b", "a", ""));
    refuses(
        "circle",
        link("root"),
        link("a"),
        link("b"),
        joint("j", "fixed", "a", "b", ""),
        joint("k", "fixed", "b", "a", ""));
    refuses(
        "held by two joints, j and k",
        link("a"),
        link("b"),
        joint("j", "fixed", "a", "b", ""),
        joint("k", "fixed", "a", "b", ""));
    refuses("floating", link("a"), link("b"), joint("j", "floating", "a", "b", ""));
    refuses(
        "not a number",
        link("a"),
        link("b"),
        joint("j", "fixed", "a", "b", "<origin xyz='0 x 0'/>"));
    refuses(
        "without a direction",
        link("a"),
        link("b"),
        joint("j", "revolute", "a", "b", LIMIT + "<axis xyz='0 0 0'/>"));
    refuses("has no child", link("a"), "<joint name='j' type='fixed'><parent link='a'/></joint>");
    refuses("xacro", "<xacro:include xmlns:xacro='x' filename='f'/>");
    refuses("no links");
    refuses(
        "mimics itself",
        link("a"),
        link("b"),
        joint("j", "revolute", "a", "b", LIMIT + "<mimic joint='j'/>"));
    refuses(
        "no room",
        link("a"),
        link("b"),
        link("c"),
        joint("j", "revolute", "a", "b", LIMIT),
        joint("k", "revolute", "b", "c", LIMIT + "<mimic joint='j' offset='5'/>"));
  }

  @Test
  void nothingOutsideIsOpened() {
    String secret =
        "<?xml version='1.0'?><!DOCTYPE robot [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
            + "<robot name='&x;'><link name='a'/></robot>";
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    assertThrows(UrdfException.class, () -> UrdfReader.read(bytes));
    assertThrows(UrdfException.class, () -> UrdfReader.read(new byte[] {1, 2, 3}));
    assertThrows(
        UrdfException.class, () -> UrdfReader.read("<html/>".getBytes(StandardCharsets.UTF_8)));
    assertThrows(
        UrdfException.class,
        () -> UrdfReader.read("<robot><link name='a'>".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shapesArePassedOverHoweverMany() throws UrdfException {
    String mesh =
        "<visual><geometry><mesh filename='package://no/such/file.stl'/></geometry></visual>";
    String heavy = "<link name='a'>" + mesh.repeat(70_000) + "</link>";
    assertTrue(heavy.length() > 5_000_000);
    RobotModel model =
        read(
            heavy,
            link("b"),
            "<gazebo><joint name='x'/></gazebo>",
            joint("j", "continuous", "a", "b", ""));
    assertEquals(2, model.links().size());
    assertEquals(JointKind.CONTINUOUS, model.joints().getFirst().kind());
  }

  @Test
  void followersKeepTheirLimitsToTheLastBit() throws UrdfException {
    Random random = new Random(5);
    for (int n = 0; n < 2000; n++) {
      double times = (random.nextBoolean() ? 1 : -1) * (0.1 + 2 * random.nextDouble());
      double plus = 0.2 * random.nextGaussian();
      double half = 0.5 + random.nextDouble();
      RobotModel model =
          read(
              link("c"),
              link("b"),
              link("a"),
              joint(
                  "k",
                  "revolute",
                  "b",
                  "c",
                  "<limit lower='%s' upper='%s'/><mimic joint='j' multiplier='%s' offset='%s'/>"
                      .formatted(-half, half, times, plus)),
              joint("j", "revolute", "a", "b", "<limit lower='-3' upper='3' velocity='2'/>"));
      Drives drives = Drives.of(model);
      assertEquals(1, drives.count());
      int follower = model.joints().getFirst().name().equals("k") ? 0 : 1;
      for (double q : new double[] {drives.lower(0), drives.upper(0)}) {
        double value = drives.value(follower, new double[] {q});
        assertTrue(value >= -half && value <= half, value + " beyond " + half + " in round " + n);
        assertTrue(Math.abs(q) == 3 || Math.abs(value) > half - 1e-9, "room is left in round " + n);
      }
    }
  }

  @Test
  void slopesAreWhatSmallStepsShow() throws UrdfException {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder(link("l0"));
    for (int i = 1; i <= 9; i++) {
      String type = new String[] {"revolute", "prismatic", "continuous"}[i % 3];
      String more =
          LIMIT
              + "<origin xyz='%s %s %s' rpy='%s %s %s'/><axis xyz='%s %s 1'/>"
                  .formatted(
                      random.nextDouble(),
                      random.nextDouble(),
                      random.nextDouble(),
                      random.nextGaussian(),
                      random.nextGaussian(),
                      random.nextGaussian(),
                      random.nextGaussian(),
                      random.nextGaussian());
      if (i == 7) {
        more += "<mimic joint='j4' multiplier='-0.7' offset='0.1'/>";
      }
      text.append(link("l" + i))
          .append(joint("j" + i, type, "l" + (i > 6 ? i - 3 : i - 1), "l" + i, more));
    }
    RobotModel model = read(text.toString());
    Drives drives = Drives.of(model);
    RobotMotion motion = new RobotMotion(model, drives);
    int n = drives.count();
    assertEquals(8, n);
    double[] q = new double[n];
    for (int d = 0; d < n; d++) {
      q[d] = random.nextDouble() - 0.5;
    }
    Vec3 local = new Vec3(0.1, -0.2, 0.3);
    for (int link = 1; link < model.links().size(); link++) {
      double[] at = new double[3];
      double[] slopes = new double[3 * n];
      motion.move(q);
      motion.point(link, local, at, 0);
      motion.slopes(link, at, 0, slopes, 0);
      for (int d = 0; d < n; d++) {
        double[] there = new double[3];
        double[] moved = q.clone();
        moved[d] += 1e-6;
        motion.move(moved);
        motion.point(link, local, there, 0);
        for (int r = 0; r < 3; r++) {
          assertEquals(
              (there[r] - at[r]) / 1e-6, slopes[r * n + d], 1e-4, "link " + link + " drive " + d);
        }
      }
    }
  }

  @Test
  void sinesAreThoseOfTheTables() {
    Random random = new Random(3);
    for (int n = 0; n < 100_000; n++) {
      double angle = 8 * random.nextDouble() - 4;
      assertEquals(StrictMath.sin(angle), Turn.sin(angle), 4e-16, "sin " + angle);
      assertEquals(StrictMath.cos(angle), Turn.cos(angle), 4e-16, "cos " + angle);
    }
  }
}
