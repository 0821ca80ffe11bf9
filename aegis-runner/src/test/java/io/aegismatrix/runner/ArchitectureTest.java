package io.aegismatrix.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The arrows between the modules, and what no class may do. */
@AnalyzeClasses(
        packages = "io.aegismatrix",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    private static final String BASE = "io.aegismatrix.";

    /** Leaves the test kits out that come as jars. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule THE_ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("data")
            .definedBy(BASE + "data..")
            .layer("features")
            .definedBy(BASE + "features..", BASE + "engine..")
            .layer("payload")
            .definedBy(BASE + "payload..")
            .layer("direction")
            .definedBy(BASE + "direction..")
            .layer("seller")
            .definedBy(BASE + "seller..")
            .layer("buyer")
            .definedBy(BASE + "buyer..")
            .layer("runner")
            .definedBy(BASE + "runner..")
            .whereLayer("runner")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("direction")
            .mayOnlyBeAccessedByLayers("runner")
            .whereLayer("seller")
            .mayOnlyBeAccessedByLayers("runner")
            .whereLayer("buyer")
            .mayOnlyBeAccessedByLayers("runner")
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("direction", "seller", "buyer", "runner")
            .whereLayer("payload")
            .mayOnlyBeAccessedByLayers("direction", "seller", "buyer", "runner");

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_COMMANDS = noClasses()
            .that()
            .resideInAPackage(BASE + "runner..")
            .and()
            .resideOutsideOfPackage(BASE + "runner.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + "runner.cli..");

    @ArchTest
    static final ArchRule THE_PUBLIC_CALL_KNOWS_NEITHER_SETTINGS_NOR_PROCESSES = noClasses()
            .that()
            .resideInAnyPackage(BASE + "runner", BASE + "runner.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "runner.config..",
                    BASE + "runner.console..",
                    BASE + "runner.failure..",
                    BASE + "runner.process..",
                    BASE + "runner.runs..");

    @ArchTest
    static final ArchRule NO_TWO_PACKAGES_NEED_EACH_OTHER =
            slices().matching("io.(aegismatrix..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_NEED_ENGINES = noClasses()
            .that()
            .resideInAPackage(BASE + "features..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + "engine..");

    @ArchTest
    static final ArchRule ONLY_LEARNING_LOOKS_PAST_THE_DECISION = noClasses()
            .that()
            .resideInAnyPackage(
                    BASE + "data..",
                    BASE + "payload..",
                    BASE + "features",
                    BASE + "features.indicator..",
                    BASE + "engine",
                    BASE + "engine.score..",
                    BASE + "engine.metric..",
                    BASE + "runner..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + "features.label..");

    @ArchTest
    static final ArchRule INTERNALS_STAY_INSIDE = noClasses().should(usesInternalsOfAnotherModule());

    @ArchTest
    static final ArchRule ONLY_TRAINERS_TOUCH_XGBOOST = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "engine.learn..", BASE + "direction.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ml.dmlc..", "ai.djl..");

    @ArchTest
    static final ArchRule ONLY_THE_DOOR_TO_TA4J_NEEDS_IT = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "features.ta4j..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ta4j..");

    @ArchTest
    static final ArchRule ONLY_THE_RUNNER_HAS_A_LOGGING_BACKEND = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "runner..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ch.qos.logback..", "java.util.logging..");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + "runner.cli.AegisMain")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule ONLY_MAIN_PRINTS_TO_THE_PROCESS_STREAMS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + "runner.cli.AegisMain")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule ONLY_MAIN_HAS_THE_WALL_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + "runner.cli.AegisMain")
            .should()
            .callMethodWhere(readsTheWallClock());

    @ArchTest
    static final ArchRule NOTHING_IS_RANDOM_WITHOUT_A_SEED = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.util.Random.class,
                    java.util.concurrent.ThreadLocalRandom.class,
                    java.security.SecureRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .orShould()
            .callConstructor(java.util.SplittableRandom.class);

    /** On overlapping labels a random split turns noise into skill: test parts come from WalkForward, in time order. */
    @ArchTest
    static final ArchRule NOTHING_IS_SPLIT_AT_RANDOM = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe("shuffles or splits rows at random", call -> {
                String name = call.getName();
                return List.of("shuffle", "randomSplit", "trainTestSplit", "kFold")
                                .contains(name)
                        && !call.getTargetOwner().getName().equals(BASE + "direction.internal.SequenceTrainer");
            }))
            .orShould()
            .haveSimpleNameContaining("RandomSplit")
            .orShould()
            .haveSimpleNameContaining("CrossValidation");

    /** Only a plan makes folds, so whoever has one has purge and embargo too. */
    @ArchTest
    static final ArchRule ONLY_A_PLAN_MAKES_FOLDS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + "engine.WalkForward")
            .should()
            .callConstructor(
                    io.aegismatrix.engine.WalkForward.Fold.class,
                    int.class,
                    int.class,
                    int.class,
                    int.class,
                    int.class);

    @ArchTest
    static final ArchRule NOTHING_IS_STORED_AS_JAVA_OBJECTS = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class);

    @ArchTest
    static final ArchRule NOTHING_CATCHES_EVERYTHING = noClasses().should(catchEverything());

    private static DescribedPredicate<JavaCall<?>> readsTheWallClock() {
        Set<String> systemMethods = Set.of("currentTimeMillis", "nanoTime");
        return DescribedPredicate.describe("reads the wall clock", call -> {
            JavaClass owner = call.getTargetOwner();
            boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
            boolean now =
                    owner.getPackageName().equals("java.time") && call.getName().equals("now") && noArguments;
            boolean clock = owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system");
            return now || clock || (owner.isEquivalentTo(System.class) && systemMethods.contains(call.getName()));
        });
    }

    private static ArchCondition<JavaClass> usesInternalsOfAnotherModule() {
        return new ArchCondition<>("use the internals of another module") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isInternal(dependency.getTargetClass())
                                && !module(dependency.getTargetClass()).equals(module(item)))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription())));
            }
        };
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(BASE)
                && Arrays.asList(type.getPackageName().split("\\.", -1)).contains("internal");
    }

    private static String module(JavaClass type) {
        List<String> parts = Arrays.asList(type.getPackageName().split("\\.", -1));
        String root = parts.size() > 2 ? parts.get(2) : "";
        return root.equals("engine") ? "features" : root;
    }

    private static ArchCondition<JavaClass> catchEverything() {
        Set<String> everything = Set.of("java.lang.Exception", "java.lang.RuntimeException");
        return new ArchCondition<>("catch Exception") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getCodeUnits().stream()
                        .flatMap(unit -> unit.getTryCatchBlocks().stream())
                        .filter(block -> block.getCaughtThrowables().stream()
                                .anyMatch(caught -> everything.contains(caught.getFullName())))
                        .map(TryCatchBlock::getSourceCodeLocation)
                        .forEach(place ->
                                events.add(SimpleConditionEvent.satisfied(item, item.getName() + " " + place)));
            }
        };
    }
}
