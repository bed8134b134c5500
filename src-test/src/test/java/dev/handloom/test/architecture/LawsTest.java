package dev.handloom.test.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.handloom.test.architecture.RoomsTest.check;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/// Habits that keep the house what it is.
class LawsTest {
  @Test
  void oneClassAloneCallsRunLater() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.handloom.app.ui.fx.FxThread")
            .should()
            .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
            .because("the door to the window's thread is counted and watched"));
  }

  /// Runs in a process of its own, in which the runtime of a headset may crash: its answers go to
  /// the one that started it, and nothing that the runtime left running may keep it.
  private static final DescribedPredicate<JavaClass> HOST_OF_A_RUNTIME =
      resideInAPackage("dev.handloom.device.openxr.host..");

  /// Programs of their own, in which drivers may crash.
  private static final DescribedPredicate<JavaClass> PROGRAM_OF_ITS_OWN =
      simpleName("EncoderProbe").or(HOST_OF_A_RUNTIME);

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.handloom.app.cli..")
            .and(DescribedPredicate.not(PROGRAM_OF_ITS_OWN))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what a window or a driver has to say goes to the log or to the person"));
  }

  /// Those whose very job is to let time pass, with no condition to wait for: the freeze monitor
  /// looks now and then, and the single instance gives up on an answer.
  private static final DescribedPredicate<JavaClass> KEEPERS_OF_TIME =
      simpleName("FreezeMonitor").or(simpleName("SingleInstance"));

  @Test
  void nothingSleeps() {
    check(
        noClasses()
            .that(DescribedPredicate.not(KEEPERS_OF_TIME))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("wait for a condition, or park until a deadline"));
  }

  @Test
  void onlyMainEndsTheProcess() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.handloom.app.Main")
            .and(DescribedPredicate.not(HOST_OF_A_RUNTIME))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void namesSayWhatThingsAre() {
    DescribedPredicate<JavaClass> vague =
        simpleNameEndingWith("Manager")
            .or(simpleNameEndingWith("Helper"))
            .or(simpleNameEndingWith("Util"))
            .or(simpleNameEndingWith("Utils"))
            .or(simpleNameEndingWith("Impl"));
    check(noClasses().should(com.tngtech.archunit.lang.conditions.ArchConditions.be(vague)));
  }

  @Test
  void onlySlf4jLogs() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.handloom.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "ch.qos.logback..")
            .because("the app decides where logs go"));
  }
}
