package dev.handloom.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// Who may know whom: ARCHITECTURE.md, executed.
class RoomsTest {
  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.handloom");

  @Test
  void theGroundKnowsNobodyAbove() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.device..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.handloom.calibration..",
                "dev.handloom.store..",
                "dev.handloom.preview..",
                "dev.handloom.app..")
            .because("data flows one way, and the ground is at the bottom"));
  }

  @Test
  void neighboursDoNotKnowEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.handloom.calibration..", "dev.handloom.preview..", "dev.handloom.app.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.calibration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.handloom.store..", "dev.handloom.preview..", "dev.handloom.app.."));
  }

  @Test
  void onlyTheAppKnowsJavaFx() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.handloom.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.sun.javafx..", "atlantafx..", "org.kordamp..")
            .because("everything below the window works without one"));
  }

  @Test
  void theMcapLibraryStandsAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.store.mcap..")
            .should()
            .dependOnClassesThat(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                        "dev.handloom..")
                    .and(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates
                            .resideOutsideOfPackage("dev.handloom.store.mcap..")))
            .because("it is a clean library that others could take"));
  }

  @Test
  void driversInTheStoreKnowNothingOfEpisodes() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.store.camera..")
            .should()
            .dependOnClassesThat(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                        "dev.handloom.store..")
                    .and(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates
                            .resideOutsideOfPackages(
                                "dev.handloom.store.camera..", "dev.handloom.store.video..")))
            .because("they stand in the store for what unpacks pictures, and for nothing else"));
  }

  @Test
  void theVideoLibraryStaysInTwoPackages() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.handloom.store.video..", "dev.handloom.store.camera..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..")
            .because("its pointers are freed by hand, and by those who know how"));
  }

  @Test
  void theModelRuntimeStaysInOnePackage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.handloom.preview.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..")
            .because("what computes a graph may be exchanged, and its memory is freed by hand"));
  }

  @Test
  void whatMayCrashStaysInItsOwnProcess() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.handloom.device.openxr.host..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lwjgl..", "dev.handloom.device.openxr.host..")
            .because("a headset's runtime that crashes must cost a gap and never a take"));
  }

  @Test
  void whatNotEveryComputerHasIsTouchedByOneClass() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.handloom.device.openxr.host.XrVulkan")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lwjgl.vulkan..")
            .because("it loads a library, and headsets that need no drawing do without"));
  }

  @Test
  void workspacesDoNotKnowEachOther() {
    com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
        .matching("dev.handloom.app.workspace.(*)..")
        .should()
        .notDependOnEachOther()
        .check(PRODUCT);
  }

  @Test
  void theKitKnowsNeitherDevicesNorEpisodes() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.handloom.app.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.handloom.device.rig..",
                "dev.handloom.store..",
                "dev.handloom.app.workspace..",
                "dev.handloom.app.cli..")
            .because("what windows are made of can be used by every workspace"));
  }

  @Test
  void theTruthIsForTestsOnly() {
    check(
        noClasses()
            .that()
            // Simulated cameras before boards and grippers draw through lenses, which the ground
            // does
            // not know.
            .resideOutsideOfPackages(
                "dev.handloom.device.sim..",
                "dev.handloom.calibration.camera.sim..",
                "dev.handloom.calibration.gripper.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.handloom.device.sim.truth..",
                "dev.handloom.device.sim.person..",
                "dev.handloom.device.sim.wearer..",
                "dev.handloom.device.sim.instrument..",
                "dev.handloom.device.sim.scene..")
            .because("a product that could see the truth would prove nothing by finding it"));
  }

  @Test
  void everyPackageRefusesNullUnlessItSaysOtherwise() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.handloom..")
            .should(
                new com.tngtech.archunit.lang.ArchCondition<>("be in a @NullMarked package") {
                  @Override
                  public void check(
                      com.tngtech.archunit.core.domain.JavaClass item,
                      com.tngtech.archunit.lang.ConditionEvents events) {
                    boolean marked =
                        item.getPackage()
                            .isAnnotatedWith(org.jspecify.annotations.NullMarked.class);
                    events.add(
                        new com.tngtech.archunit.lang.SimpleConditionEvent(
                            item, marked, item.getName() + " is in an unmarked package"));
                  }
                }));
  }

  static void check(ArchRule rule) {
    rule.check(PRODUCT);
  }
}
