package org.dl4jvision.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.cli.Main;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.factory.Nd4j;

/** How the packages may use each other, and what each of them keeps to itself. */
@AnalyzeClasses(packages = "org.dl4jvision", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Set<String> HOST_MEMORY =
      Set.of(
          "pointer",
          "addressPointer",
          "address",
          "platformAddress",
          "opaqueBuffer",
          "indexer",
          "asNio",
          "asNioInt",
          "asNioLong",
          "asNioFloat",
          "asNioDouble");

  /** The tool on top, then the tasks, then training, then what they are made of. */
  @ArchTest
  static final ArchRule dependenciesPointDownwards =
      classes()
          .should(
              new ArchCondition<>("only know lower floors") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                  for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    String room = Floors.room(from);
                    String other = Floors.room(dependency.getTargetClass());
                    if (other != null
                        && !other.equals(room)
                        && Floors.of(other) >= Floors.of(room)) {
                      events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                    }
                  }
                }
              });

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.dl4jvision.(**)").should().beFreeOfCycles();

  /** A loss is ND4J's: it works without Deeplearning4j's layers. */
  @ArchTest
  static final ArchRule lossesNeedNoLayers =
      noClasses()
          .that()
          .resideInAPackage("org.dl4jvision.loss..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.dl4jvision.layer..");

  /** The options of a task carry annotations, which are not there where picocli is not. */
  @ArchTest
  static final ArchRule onlyTheToolKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.dl4jvision.cli..", "org.dl4jvision.bench..")
          .should()
          .accessClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei.progressbar..", "ch.qos.logback..");

  /** Users of the library have neither. */
  @ArchTest
  static final ArchRule onlyBenchmarksKnowJmhAndPyTorch =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dl4jvision.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openjdk.jmh..", "ai.djl..");

  /** Benchmarks run without PyTorch, too. */
  @ArchTest
  static final ArchRule onlyClassesNamedSoKnowPyTorch =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("PyTorch")
          .and()
          .haveNameNotMatching(".*\\.PyTorch.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyReportsDrawCharts =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dl4jvision.report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.knowm..");

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule aLibraryPrintsNothing =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.dl4jvision.cli..", "org.dl4jvision.bench..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** The user chooses the backend, and the CPU's is not there with CUDA. */
  @ArchTest
  static final ArchRule noBackendIsNeeded =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..");

  /** On a GPU the host's memory is not where the numbers are. */
  @ArchTest
  static final ArchRule onlyTheEvaluationOfLossesTouchesHostMemory =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.dl4jvision.loss.evaluation..", "org.dl4jvision.acceleration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco.javacpp..")
          .orShould()
          .callMethodWhere(
              describe("it gives the host memory of a buffer", ArchitectureTest::isHostMemory));

  /** Its bindings are optional. */
  @ArchTest
  static final ArchRule onlyTheAccelerationCallsOneDnn =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dl4jvision.acceleration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco.dnnl..");

  /** Files may be of strangers: Java's serialization, and what Deeplearning4j reads with it. */
  @ArchTest
  static final ArchRule modelsAreReadByModelsOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("ModelGuesser")
          .orShould()
          .callMethodWhere(describe("it trusts a file", ArchitectureTest::isTrustingReader));

  /** It is optional. */
  @ArchTest
  static final ArchRule onlyOneClassKnowsMatlabFiles =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.MatlabFile(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("us.hebi.matlab..");

  /** It is optional. */
  @ArchTest
  static final ArchRule onlyOneClassKnowsOnnxRuntime =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.OnnxModel(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  private static boolean isTrustingReader(JavaMethodCall call) {
    String name = call.getName();
    return (call.getTargetOwner().isEquivalentTo(ModelSerializer.class)
            && !name.startsWith("write"))
        || (call.getTargetOwner().isAssignableTo(Model.class) && name.equals("load"))
        || (call.getTargetOwner().isEquivalentTo(Nd4j.class) && name.startsWith("read"));
  }

  private static boolean isHostMemory(JavaMethodCall call) {
    return call.getTargetOwner().isAssignableTo(DataBuffer.class)
        && HOST_MEMORY.contains(call.getName());
  }
}
