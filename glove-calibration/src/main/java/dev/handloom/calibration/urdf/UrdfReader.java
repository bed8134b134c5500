package dev.handloom.calibration.urdf;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads a URDF. Nothing outside the text is opened: no meshes, no entities, no DTD.
public final class UrdfReader {
  /// A hand's description is a few hundred kilobytes at most; what is larger is something else.
  public static final int MOST_BYTES = 32 << 20;

  /// More links than any robot has; a tree of so many would not be solved in time anyway.
  private static final int MOST_LINKS = 2000;

  private final XMLStreamReader xml;
  private final List<String> links = new ArrayList<>();
  private final List<RobotJoint> joints = new ArrayList<>();
  private String name = "";

  private UrdfReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /// Reads and checks a description.
  public static RobotModel read(byte[] bytes) throws UrdfException {
    if (bytes.length > MOST_BYTES) {
      throw new UrdfException(
          "The description is larger than " + (MOST_BYTES >> 20) + " MB; is it a URDF?");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("it refers to another file");
    });
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        UrdfReader reader = new UrdfReader(xml);
        reader.robot();
        return RobotTree.of(reader.name, reader.links, reader.joints);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
      throw new UrdfException(
          "This is not XML as it should be"
              + (line > 0 ? ", line " + line : "")
              + ". A xacro file must be expanded to URDF first.",
          e);
    }
  }

  private void robot() throws XMLStreamException, UrdfException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new UrdfException("The description has a DTD; take that line out.");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        break;
      }
    }
    if (!xml.isStartElement() || !xml.getLocalName().equals("robot")) {
      throw new UrdfException("This is no URDF: its first element is not <robot>.");
    }
    name = text("name", "robot");
    while (nextChild()) {
      switch (xml.getLocalName()) {
        case "link" -> {
          links.add(need("name", "a link"));
          if (links.size() > MOST_LINKS) {
            throw new UrdfException("The description has more than " + MOST_LINKS + " links.");
          }
          skip();
        }
        case "joint" -> joint();
        default -> {
          String prefix = xml.getPrefix();
          if (prefix != null && prefix.equals("xacro")) {
            throw new UrdfException(
                "Line " + line() + " is xacro. Expand the file to URDF first: xacro FILE > OUT.");
          }
          skip();
        }
      }
    }
  }

  private void joint() throws XMLStreamException, UrdfException {
    String joint = need("name", "a joint");
    String what = "Joint " + joint;
    String type = need("type", what);
    JointKind kind =
        switch (type) {
          case "fixed" -> JointKind.FIXED;
          case "revolute" -> JointKind.REVOLUTE;
          case "continuous" -> JointKind.CONTINUOUS;
          case "prismatic" -> JointKind.PRISMATIC;
          default ->
              throw new UrdfException(
                  what
                      + " (line "
                      + line()
                      + ") is of type \""
                      + type
                      + "\"; a hand's joints are fixed, revolute, continuous or prismatic.");
        };
    int begun = line();
    Pose origin = Pose.IDENTITY;
    Vec3 axis = new Vec3(1, 0, 0);
    @Nullable String parent = null;
    @Nullable String child = null;
    @Nullable Mimic mimic = null;
    boolean limited = false;
    double lower = Double.NEGATIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    double velocity = Double.POSITIVE_INFINITY;
    while (nextChild()) {
      switch (xml.getLocalName()) {
        case "origin" -> origin = new Pose(triple("xyz", what), turned(triple("rpy", what)));
        case "axis" -> axis = axis(what);
        case "parent" -> parent = need("link", what);
        case "child" -> child = need("link", what);
        case "mimic" ->
            mimic =
                new Mimic(
                    need("joint", what), number("multiplier", 1, what), number("offset", 0, what));
        case "limit" -> {
          limited = true;
          if (kind == JointKind.REVOLUTE || kind == JointKind.PRISMATIC) {
            lower = number("lower", 0, what);
            upper = number("upper", 0, what);
          }
          // Exporters write 0 where nobody filled it in.
          double fastest = number("velocity", 0, what);
          velocity = fastest > 0 ? fastest : Double.POSITIVE_INFINITY;
        }
        default -> {
          // What it looks like and what it weighs.
        }
      }
      skip();
    }
    if (parent == null || child == null) {
      throw new UrdfException(
          what + " (line " + begun + ") has no " + (parent == null ? "parent" : "child") + ".");
    }
    if ((kind == JointKind.REVOLUTE || kind == JointKind.PRISMATIC) && !limited) {
      throw new UrdfException(
          what
              + " (line "
              + begun
              + ") has no limit. Add <limit lower=… upper=… effort=… velocity=…/> to it, or make"
              + " it continuous or fixed.");
    }
    if (lower > upper) {
      throw new UrdfException(
          what + " (line " + begun + ") has a lower limit above its upper: " + lower + " " + upper);
    }
    joints.add(
        new RobotJoint(joint, kind, parent, child, origin, axis, lower, upper, velocity, mimic));
  }

  private Vec3 axis(String what) throws UrdfException {
    Vec3 axis = triple("xyz", what);
    if (axis.length() < 1e-9) {
      throw new UrdfException(what + " (line " + line() + ") has an axis without a direction.");
    }
    return axis.unit();
  }

  /// Roll, pitch and yaw about the parent's axes, one after the other.
  private static Quat turned(Vec3 rpy) {
    Quat roll = Quat.about(new Vec3(1, 0, 0), rpy.x());
    Quat pitch = Quat.about(new Vec3(0, 1, 0), rpy.y());
    Quat yaw = Quat.about(new Vec3(0, 0, 1), rpy.z());
    return yaw.times(pitch).times(roll);
  }

  /// Steps to the next child of the element that is open; false at its end.
  private boolean nextChild() throws XMLStreamException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
    }
  }

  /// Passes over the element that has just begun.
  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private String text(String attribute, String otherwise) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? otherwise : value.strip();
  }

  private String need(String attribute, String what) throws UrdfException {
    String value = text(attribute, "");
    if (value.isEmpty()) {
      throw new UrdfException(
          what + " (line " + line() + "): <" + xml.getLocalName() + "> has no " + attribute + ".");
    }
    return value;
  }

  private double number(String attribute, double otherwise, String what) throws UrdfException {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? otherwise : parsed(value.strip(), attribute, what);
  }

  private Vec3 triple(String attribute, String what) throws UrdfException {
    String value = text(attribute, "");
    if (value.isEmpty()) {
      return Vec3.ZERO;
    }
    String[] parts = value.split("\\s+", -1);
    if (parts.length != 3) {
      throw new UrdfException(
          what + " (line " + line() + "): " + attribute + " needs three numbers: " + value);
    }
    return new Vec3(
        parsed(parts[0], attribute, what),
        parsed(parts[1], attribute, what),
        parsed(parts[2], attribute, what));
  }

  private double parsed(String value, String attribute, String what) throws UrdfException {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new UrdfException(
          what + " (line " + line() + "): " + attribute + " is not a number: " + value);
    }
    return number;
  }
}
