package dev.oneshot;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of the core may know which other, and what may be public. */
class ArchitectureTest {

    private static final String ROOT = "dev.oneshot";

    /** The arrows: the key may depend on the values, and on itself. A new package begins by a line here. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            ROOT,
            Set.of(ROOT + ".internal"),
            ROOT + ".internal",
            Set.of(ROOT),
            ROOT + ".runner",
            Set.of(ROOT, ROOT + ".time"),
            ROOT + ".time",
            Set.of(ROOT),
            ROOT + ".channel",
            Set.of(ROOT),
            ROOT + ".sync",
            Set.of(ROOT),
            ROOT + ".net",
            Set.of(ROOT, ROOT + ".time"),
            ROOT + ".worker",
            Set.of(ROOT, ROOT + ".internal", ROOT + ".runner", ROOT + ".time"),
            ROOT + ".jdbc",
            Set.of(ROOT + ".worker"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Oneshot.class.getProtectionDomain().getCodeSource().getLocation());

    static Set<String> packages() {
        return CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    @Test
    void everyPackageHasItsArrows() {
        assertThat(packages()).isSubsetOf(ARROWS.keySet()).contains(ROOT, ROOT + ".runner", ROOT + ".worker");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageDependsOnlyAlongItsArrowsOnTheJdkAndOnJSpecify(String packageName) {
        String[] allowed = Stream.of(
                        ARROWS.getOrDefault(packageName, Set.of()),
                        Set.of(packageName, "java..", "javax.sql..", "org.jspecify.annotations.."))
                .flatMap(Set::stream)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(packageName)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(CORE);
    }

    @Test
    void onlyTheJdbcPackageKnowsSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CORE);
    }

    @Test
    void noCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void noVagueNames() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(CORE);
    }

    @Test
    void publicClassesAreFinalOrMadeToBeExtended() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .resideOutsideOfPackage(ROOT + ".internal") // which nobody can extend, since it is not exported
                .and(describe("are not base exceptions", type -> !hasSubclasses(type)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    @Test
    void everyExportedPackageSaysThatItIsNullMarked() {
        List<JavaPackage> unmarked = packages().stream()
                .map(CORE::getPackage)
                .filter(type -> !type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static boolean hasSubclasses(JavaClass type) {
        return type.isAssignableTo(Throwable.class) && !type.getSubclasses().isEmpty();
    }
}
