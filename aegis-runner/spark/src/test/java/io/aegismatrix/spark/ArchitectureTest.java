package io.aegismatrix.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

/** Only this module sees a cluster, and no class of ours sees this module. */
@AnalyzeClasses(packages = "io.aegismatrix", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String HERE = "io.aegismatrix.spark..";

    @ArchTest
    static final ArchRule ONLY_HERE_IS_SPARK = noClasses()
            .that()
            .resideOutsideOfPackage(HERE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", HERE);

    @ArchTest
    static final ArchRule NOTHING_OF_THE_RUNNER_IS_NEEDED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.aegismatrix.runner..");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS_AND_PRINTS = noClasses()
            .that()
            .resideInAPackage(HERE)
            .and()
            .doNotHaveFullyQualifiedName(SparkSweepMain.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule NOTHING_IS_RANDOM_OR_READS_THE_CLOCK = noClasses()
            .that()
            .resideInAPackage(HERE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
